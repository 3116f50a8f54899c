import { WorkspaceLost } from "@/features/workspace/workspace-lost";

export default function NotFound() {
  return <WorkspaceLost />;
}
