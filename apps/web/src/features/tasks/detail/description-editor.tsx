"use client";

import { type KeyboardEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/input";
import type { Task } from "@/lib/types";
import { useEditTask } from "../mutations";

/** A task's description as it was written, line breaks and all; a failure brings back what was typed. */
export function DescriptionEditor({ task, lock }: { task: Task; lock: string | undefined }) {
  const edit = useEditTask();
  const [draft, setDraft] = useState<string | null>(null);

  async function save() {
    if (draft === null) return;
    const typed = draft;
    setDraft(null);
    const description = typed.trim() === "" ? null : typed;
    if (description === task.description) return;
    if (!(await edit(task, { look: { description } }))) setDraft(typed);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape") setDraft(null);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save();
  }

  if (draft !== null) {
    return (
      <div className="mt-3 grid gap-2">
        <Textarea
          aria-label="Description"
          autoFocus
          maxLength={50_000}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <div className="flex gap-2">
          <Button kind="primary" onClick={() => void save()}>
            Save
          </Button>
          <Button onClick={() => setDraft(null)}>Cancel</Button>
        </div>
      </div>
    );
  }
  return (
    <div className="mt-3 text-body">
      {task.description ? (
        <p className="whitespace-pre-wrap break-words">{task.description}</p>
      ) : (
        <p className="text-ink-3">No description.</p>
      )}
      {lock === undefined && (
        <Button kind="quiet" className="-ml-2.5 mt-1" onClick={() => setDraft(task.description ?? "")}>
          {task.description ? "Edit description" : "Add a description"}
        </Button>
      )}
    </div>
  );
}
