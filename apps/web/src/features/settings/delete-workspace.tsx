"use client";

import { lazy, Suspense, useState } from "react";
import { Instant } from "@/components/instant";
import { Button } from "@/components/ui/button";
import { KeepWorkspace } from "@/features/workspace/keep-workspace";
import { useWorkspace } from "@/features/workspace/workspace-context";

const load = () => import("./delete-workspace-dialog");
const DeleteWorkspaceDialog = lazy(load);

/** The end of a workspace, behind a question; or, once it was answered, the way back. */
export function DeleteWorkspace() {
  const { deleteAt, readOnly, trialEnded, can } = useWorkspace();
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState(false);
  if (!can("workspace:delete")) return <p className="text-ink-2">Only owners can delete it.</p>;
  if (deleteAt !== null) {
    return (
      <div className="grid justify-items-start gap-3">
        <p>
          It will be deleted on <Instant at={deleteAt} />.
        </p>
        <KeepWorkspace size="m" autoFocus={asked} />
      </div>
    );
  }
  if (readOnly && !trialEnded) {
    return <p className="text-ink-2">It was made read-only. Ask whoever runs this service to delete it.</p>;
  }
  return (
    <>
      <Button kind="danger" size="m" onFocus={load} onPointerEnter={load} onClick={() => setOpen(true)}>
        Delete this workspace
      </Button>
      {open && (
        <Suspense>
          <DeleteWorkspaceDialog onClose={() => setOpen(false)} onDone={() => setAsked(true)} />
        </Suspense>
      )}
    </>
  );
}
