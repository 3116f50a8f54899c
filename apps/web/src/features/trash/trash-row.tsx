"use client";

import type { TrashItem } from "@acre/core/outputs";
import { Layers, RotateCcw, SquareCheck } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { Moment } from "@/components/moment";
import { Button } from "@/components/ui/button";
import { useMembers, useProjects } from "@/features/workspace/directory";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { leftName } from "@/lib/dates";
import { toastDone, toastFailure } from "@/lib/toast";
import { useNow } from "@/lib/use-now";
import { useDeleteForGood, useRestore } from "./queries";

const ConfirmDialog = lazy(() =>
  import("@/components/ui/confirm-dialog").then((m) => ({ default: m.ConfirmDialog })),
);

/** Something that was deleted: what it is, how long it can be restored, and that. */
export function TrashRow({ item, onLast }: { item: TrashItem; onLast: () => void }) {
  const { me, can, lockOf } = useWorkspace();
  const { now } = useNow();
  const restore = useRestore();
  const remove = useDeleteForGood();
  const row = useRef<HTMLLIElement>(null);
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const deleter = useMembers().find(({ id }) => id === item.deletedById);
  const project = useProjects().find(({ id }) => id === item.project?.id);
  const lock =
    lockOf("trash:write", "Guests cannot restore anything.") ??
    (project?.status === "archived" ? "Restore its project first: that is archived." : undefined) ??
    (item.kind === "project" && item.ownerId !== me.id && !can("projects:delete")
      ? "Only its owner or an admin can restore it."
      : undefined);
  const Icon = item.kind === "project" ? Layers : SquareCheck;
  const lockId = `lock-${item.id}`;

  /** Does it, and leaves the focus on the row that takes this one's place. */
  async function leave(work: () => Promise<void>) {
    const next = row.current?.nextElementSibling ?? row.current?.previousElementSibling;
    await work();
    const button = next?.querySelector("button");
    if (button?.isConnected) button.focus();
    else onLast();
  }

  async function bringBack() {
    if (busy || lock !== undefined) return;
    setBusy(true);
    try {
      await leave(() => restore(item.id));
      await toastDone(`${item.key ?? item.name} is restored`);
    } catch (error) {
      setBusy(false);
      await toastFailure(`${item.key ?? item.name} was not restored`, error);
    }
  }

  return (
    <li ref={row} className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-1 py-2.5">
      <Icon size={15} aria-hidden="true" className="shrink-0 self-start text-ink-3 max-sm:hidden sm:mt-1" />
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex min-w-0 items-baseline gap-2">
          {item.key && <span className="shrink-0 font-mono text-ink-3 text-tiny">{item.key}</span>}
          <span className="min-w-0 truncate font-medium">{item.name}</span>
        </p>
        <p className="text-ink-2 text-small">
          {item.project ? `Task in ${item.project.name}` : projectWords(item.taskCount)}. Deleted by{" "}
          {deleter?.name ?? "a former member"} <Moment at={item.deletedAt} />.{" "}
          <span className="whitespace-nowrap tabular-nums">{leftName(item.purgedAt, now)}.</span>
        </p>
        {lock && (
          <p id={lockId} className="text-ink-3 text-small">
            {lock}
          </p>
        )}
      </div>
      <div className="flex gap-2">
        <Button
          size="m"
          aria-disabled={busy || lock !== undefined}
          aria-describedby={lock && lockId}
          aria-label={`Restore ${item.name}`}
          className="aria-disabled:opacity-55"
          onClick={() => void bringBack()}
        >
          <RotateCcw size={13} aria-hidden="true" />
          Restore
        </Button>
        {can("trash:delete") && (
          <Button
            kind="danger"
            size="m"
            aria-label={`Delete ${item.name} for good`}
            onClick={() => setAsking(true)}
          >
            Delete for good
          </Button>
        )}
      </div>
      {asking && (
        <Suspense>
          <ConfirmDialog
            title={`Delete ${item.key ?? item.name} for good?`}
            action="Delete for good"
            onClose={() => setAsking(false)}
            onConfirm={() => leave(() => remove(item.id))}
          >
            {item.kind === "project"
              ? `${item.name}, its tasks and their comments are gone then. This cannot be undone.`
              : `“${item.name}” and its comments are gone then. This cannot be undone.`}
          </ConfirmDialog>
        </Suspense>
      )}
    </li>
  );
}

function projectWords(tasks: number): string {
  if (tasks === 0) return "Project without tasks";
  return tasks === 1 ? "Project with 1 task" : `Project with ${tasks.toLocaleString("en-GB")} tasks`;
}
