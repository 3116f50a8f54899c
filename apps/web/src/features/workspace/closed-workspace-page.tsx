import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LogOutButton } from "@/features/auth/log-out-button";
import { ReloadSoon } from "./reload-soon";

interface ClosedWorkspacePageProps {
  slug: string;
  why: "suspended" | "busy";
  retrySeconds: number;
}

/** What the browser's tab says of a workspace that is closed. */
export function closedTitle(why: "suspended" | "busy"): string {
  return why === "suspended" ? "Workspace suspended" : "Back in a moment";
}

/** Stands where a workspace would, for its members, while it is closed: says why, and what can be done. */
export function ClosedWorkspacePage({ slug, why, retrySeconds }: ClosedWorkspacePageProps) {
  const address = <span className="break-all font-mono text-ink">{slug}</span>;
  return (
    <main className="grid min-h-dvh place-content-center">
      {why === "suspended" ? (
        <EmptyState
          level="h1"
          title="This workspace is suspended."
          action={
            <div className="grid justify-items-center gap-3">
              <Link href="/workspaces" className={buttonClass("default", "m")}>
                Go to your workspaces
              </Link>
              <LogOutButton />
            </div>
          }
        >
          Nobody can open {address} now, and nothing in it has been changed. Ask its owner, or whoever runs
          this service, to open it again.
        </EmptyState>
      ) : (
        <EmptyState
          level="h1"
          title="This workspace will be back in a moment."
          action={<ReloadSoon seconds={retrySeconds} />}
        >
          Something is being done to {address} that needs it to be still. This page looks again by itself.
        </EmptyState>
      )}
    </main>
  );
}
