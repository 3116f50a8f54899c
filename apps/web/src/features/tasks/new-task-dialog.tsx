"use client";

import { type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { ApiError, messageOf } from "@/lib/api";
import { toastDone } from "@/lib/toast";
import { AssigneePick } from "./fields/assignee-field";
import { DuePick } from "./fields/due-field";
import { LabelsPick } from "./fields/labels-field";
import { PriorityPick } from "./fields/priority-field";
import { StatusPick } from "./fields/status-field";
import { type TaskDraft, useCreateTask } from "./mutations";
import { dropDraft, readDraft, writeDraft } from "./task-draft";

/** The form for a new task. What was typed is kept when the form is closed; Ctrl or ⌘ with Enter sends it. */
export default function NewTaskDialog({ projectId, onClose }: { projectId: string; onClose: () => void }) {
  const create = useCreateTask(projectId);
  const [draft, setDraft] = useState<TaskDraft>(() => readDraft(projectId));
  const [another, setAnother] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const titleInput = useRef<HTMLInputElement>(null);

  function change(part: Partial<TaskDraft>) {
    const next = { ...draft, ...part };
    setDraft(next);
    writeDraft(projectId, next);
  }

  async function save(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const task = await create(draft);
      dropDraft(projectId);
      void toastDone(`${task.key} is created`);
      if (!another) return onClose();
      setDraft({ ...draft, title: "", description: "" });
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
    titleInput.current?.focus();
  }

  const fieldError = (name: string) => (problem instanceof ApiError ? problem.field(name) : undefined);
  const chip =
    "inline-flex h-8 items-center gap-2 rounded-s border border-line-strong px-2 pointer-coarse:h-11";
  return (
    <Dialog title="New task" onClose={onClose}>
      <form onSubmit={save} onKeyDown={sendOnCtrlEnter} noValidate className="grid gap-4">
        <Field label="Title" error={fieldError("title")}>
          {(control) => (
            <Input
              {...control}
              ref={titleInput}
              required
              maxLength={300}
              value={draft.title}
              onChange={(event) => change({ title: event.target.value })}
            />
          )}
        </Field>
        <Field label="Description" error={fieldError("description")}>
          {(control) => (
            <Textarea
              {...control}
              value={draft.description ?? ""}
              onChange={(event) => change({ description: event.target.value })}
            />
          )}
        </Field>
        <div className="flex flex-wrap gap-2">
          <StatusPick
            wordy
            value={draft.status ?? "todo"}
            onPick={(status) => change({ status })}
            className={chip}
          />
          <PriorityPick
            wordy
            value={draft.priority ?? "none"}
            onPick={(priority) => change({ priority })}
            className={chip}
          />
          <AssigneePick
            wordy
            value={draft.assigneeId ?? null}
            onPick={(assigneeId) => change({ assigneeId })}
            className={chip}
          />
          <DuePick
            wordy
            value={draft.dueDate ?? null}
            onPick={(dueDate) => change({ dueDate })}
            className={chip}
          />
          <LabelsPick
            value={draft.labelIds ?? []}
            onPick={(labelIds) => change({ labelIds })}
            className={chip}
          />
        </div>
        {problem !== null && !fieldError("title") && <Notice kind="error">{messageOf(problem)}</Notice>}
        <div className="flex flex-wrap items-center justify-end gap-2">
          <label className="mr-auto flex items-center gap-2 text-ink-2">
            <input
              type="checkbox"
              checked={another}
              onChange={(event) => setAnother(event.target.checked)}
              className="size-4 accent-pine pointer-coarse:size-6"
            />
            Create another
          </label>
          <Button size="m" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" size="m" type="submit" aria-disabled={busy}>
            Create task
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function sendOnCtrlEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
}
