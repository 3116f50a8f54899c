"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";

const load = () => import("./new-task-dialog");
const NewTaskDialog = lazy(load);

/** Opens the form for a new task of a project; the key C does too. */
export function NewTaskButton({ projectId, lock }: { projectId: string; lock: string | undefined }) {
  const [open, setOpen] = useState(false);
  const allowed = lock === undefined;

  useEffect(() => {
    if (!allowed) return;
    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== "c" || event.metaKey || event.ctrlKey || event.altKey || isBusy(event.target)) return;
      event.preventDefault();
      setOpen(true);
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [allowed]);

  return (
    <>
      <Button
        kind="primary"
        disabled={!allowed}
        title={lock}
        aria-keyshortcuts="c"
        onFocus={load}
        onPointerEnter={load}
        onClick={() => setOpen(true)}
      >
        New task <Kbd>C</Kbd>
      </Button>
      {open && (
        <Suspense>
          <NewTaskDialog projectId={projectId} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/** Somebody is typing, or another layer is open. */
function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]')) return true;
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"))
  );
}
