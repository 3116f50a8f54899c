import type { Metadata } from "next";
import { AuthPage } from "@/features/auth/auth-page";
import { NewWorkspaceForm } from "@/features/auth/new-workspace-form";
import { siteHost } from "@/lib/site-host";
import { requireViewer } from "@/server/viewer";

export const metadata: Metadata = { title: "New workspace" };

export default async function NewWorkspacePage() {
  const { account } = await requireViewer("/new-workspace");
  return (
    <AuthPage>
      <NewWorkspaceForm host={await siteHost()} email={account.email} />
    </AuthPage>
  );
}
