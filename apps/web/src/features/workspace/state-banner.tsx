"use client";

import Link from "next/link";
import { Instant } from "@/components/instant";
import { KeepWorkspace } from "./keep-workspace";
import { useWorkspace } from "./workspace-context";

/** On every page of a workspace that is read-only: why, until when, and who can change that. */
export function StateBanner({ owners }: { owners: readonly string[] }) {
  const { readOnly, trialEnded, deleteAt, can, path } = useWorkspace();
  if (!readOnly) return null;
  return (
    <section
      aria-label="State of this workspace"
      className="flex flex-wrap items-center justify-center gap-x-4 gap-y-1.5 border-line border-b bg-pine-wash px-4 py-2 text-ink text-ui"
    >
      {deleteAt === null && trialEnded ? (
        <p>
          The trial has ended, so this workspace is read-only. Nothing is lost: to go on, ask whoever runs
          this service for a plan.{" "}
          {can("export:read") && (
            <Link href={path("/settings/data")} className="tap font-medium underline">
              Download everything
            </Link>
          )}
        </p>
      ) : deleteAt === null ? (
        <p>
          This workspace is read-only: everything can be seen, and nothing changed. Ask whoever runs this
          service.
        </p>
      ) : (
        <>
          <p>
            This workspace will be deleted on <Instant at={deleteAt} />. Until then it can only be read.
            {!can("workspace:delete") && ` ${whoCanKeep(owners)}`}
          </p>
          {can("workspace:delete") && <KeepWorkspace size="s" />}
        </>
      )}
    </section>
  );
}

function whoCanKeep(owners: readonly string[]): string {
  const few = owners.length > 0 && owners.length < 4;
  return `${few ? new Intl.ListFormat("en", { type: "disjunction" }).format(owners) : "An owner"} can keep it.`;
}
