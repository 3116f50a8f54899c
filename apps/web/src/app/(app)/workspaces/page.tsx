import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { AuthPage } from "@/features/auth/auth-page";
import { SuspendedList } from "@/features/workspace/suspended-list";
import { WorkspacePicker } from "@/features/workspace/workspace-picker";
import { readSuspended, requireViewer } from "@/server/viewer";

export const metadata: Metadata = { title: "Your workspaces" };

export default async function WorkspacesPage() {
  const { account, workspaces } = await requireViewer("/workspaces");
  const suspended = await readSuspended(account);
  const [first, ...others] = workspaces;
  if (first && others.length === 0 && suspended.length === 0) redirect(`/${first.slug}`);
  return (
    <AuthPage>
      {first ? (
        <WorkspacePicker email={account.email} workspaces={workspaces} />
      ) : (
        <EmptyState
          level="h1"
          title={suspended.length > 0 ? "None of your workspaces is open." : "You are in no workspace yet."}
          action={
            <Link href="/new-workspace" className={buttonClass("primary", "l")}>
              Start a workspace
            </Link>
          }
        >
          You are logged in as {account.email}.
        </EmptyState>
      )}
      <SuspendedList slugs={suspended} />
    </AuthPage>
  );
}
