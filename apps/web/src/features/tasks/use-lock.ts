import { useProjects } from "@/features/workspace/directory";
import { useWorkspace } from "@/features/workspace/workspace-context";

/** Why the tasks of a project cannot be changed by this person now; undefined when they can. */
export function useLock(projectId: string): string | undefined {
  const { lockOf } = useWorkspace();
  const project = useProjects().find((one) => one.id === projectId);
  const lock = lockOf("tasks:write", "Guests can read and comment, not change tasks.");
  if (lock !== undefined) return lock;
  if (project?.status === "archived") return "This project is archived. Restore it to change its tasks.";
  return undefined;
}
