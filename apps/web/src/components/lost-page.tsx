import Link from "next/link";
import type { ReactNode } from "react";
import { buttonClass } from "./ui/button";
import { EmptyState } from "./ui/empty-state";

/** A page for an address that leads nowhere, or nowhere for this person. */
export function LostPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-content-center">
      <EmptyState
        level="h1"
        title={title}
        action={
          <Link href="/workspaces" className={buttonClass("default", "m")}>
            Go to your workspaces
          </Link>
        }
      >
        {children}
      </EmptyState>
    </main>
  );
}
