"use client";

import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useWorkspace } from "./workspace-context";

/** Within a workspace, for a record that is not there: whether deleted, foreign or never made is not told. */
export function WorkspaceLost() {
  const { path } = useWorkspace();
  return (
    <div className="grid flex-1 place-content-center">
      <title>Not found</title>
      <EmptyState
        level="h1"
        title="There is nothing at this address."
        action={
          <Link href={path()} className={buttonClass("default", "m")}>
            Go to the workspace's home
          </Link>
        }
      >
        It may have been deleted or moved, or the address has a slip in it.
      </EmptyState>
    </div>
  );
}
