"use client";

import { UserPlus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { useWorkspace } from "@/features/workspace/workspace-context";

const load = () => import("./invite-dialog");
const InviteDialog = lazy(load);

/** Opens the dialog to invite people; says why where somebody may not. */
export function InviteButton() {
  const { lockOf } = useWorkspace();
  const [open, setOpen] = useState(false);
  const lock = lockOf("members:invite", "Only owners and admins can invite people.");
  if (lock !== undefined) return <p className="text-ink-2">{lock}</p>;
  return (
    <>
      <Button kind="primary" size="m" onFocus={load} onPointerEnter={load} onClick={() => setOpen(true)}>
        <UserPlus size={14} aria-hidden="true" />
        Invite people
      </Button>
      {open && (
        <Suspense>
          <InviteDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
