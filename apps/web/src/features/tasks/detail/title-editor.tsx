"use client";

import { type KeyboardEvent, useState } from "react";
import { Textarea } from "@/components/ui/input";
import type { Task } from "@/lib/types";
import { useEditTask } from "../mutations";

/** A task's title: click to rewrite it, Enter saves, Escape leaves it. */
export function TitleEditor({ task, lock }: { task: Task; lock: string | undefined }) {
  const edit = useEditTask();
  const [draft, setDraft] = useState<string | null>(null);

  async function save() {
    if (draft === null) return;
    const title = draft.replace(/\s+/g, " ").trim();
    setDraft(null);
    if (title === "" || title === task.title) return;
    if (!(await edit(task, { look: { title } }))) setDraft(title);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape") setDraft(null);
    if (event.key !== "Enter") return;
    event.preventDefault();
    void save();
  }

  if (draft === null) {
    return (
      <h1 className="page-title break-words">
        {lock === undefined ? (
          <button
            type="button"
            title="Click to rewrite"
            onClick={() => setDraft(task.title)}
            className="-mx-2 w-[calc(100%+16px)] rounded-s px-2 py-1 text-left hover:bg-sunk"
          >
            {task.title}
          </button>
        ) : (
          <span className="block py-1">{task.title}</span>
        )}
      </h1>
    );
  }
  return (
    <Textarea
      aria-label="Title"
      autoFocus
      rows={1}
      maxLength={300}
      value={draft}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setDraft(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => void save()}
      className="page-title min-h-0! resize-none"
    />
  );
}
