"use client";

import { Plus } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { messageOf } from "@/lib/api";
import { type Status, statusNames } from "@/lib/types";
import { useCreateTask } from "../mutations";

interface QuickAddProps {
  projectId: string;
  status: Status;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** A line at the end of a column: Enter adds the task and waits for the next one, Escape leaves. */
export function QuickAdd({ projectId, status, open, onOpenChange }: QuickAddProps) {
  const create = useCreateTask(projectId);
  const input = useRef<HTMLInputElement>(null);
  const [coming, setComing] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);

  async function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const field = input.current;
    const title = field?.value.trim() ?? "";
    if (!field || title === "") return;
    field.value = "";
    setProblem(null);
    setComing((titles) => [...titles, title]);
    try {
      await create({ title, status });
    } catch (error) {
      if (field.value === "") field.value = title;
      setProblem(messageOf(error));
    } finally {
      setComing((titles) => titles.toSpliced(titles.indexOf(title), 1));
    }
  }

  return (
    <>
      {coming.map((title, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two tasks may have one title
        <p key={index} className="rounded-m border border-line border-dashed px-3 py-2.5 text-ink-3">
          {title}
        </p>
      ))}
      {open ? (
        <form onSubmit={add}>
          <Input
            ref={input}
            autoFocus
            aria-label={`New task in ${statusNames[status]}`}
            aria-invalid={problem ? true : undefined}
            placeholder="What has to be done?"
            maxLength={300}
            enterKeyHint="done"
            onBlur={(event) => event.target.value.trim() === "" && onOpenChange(false)}
            onKeyDown={(event) => event.key === "Escape" && onOpenChange(false)}
          />
          {problem && (
            <p role="alert" className="mt-1 text-small text-urgent">
              {problem}
            </p>
          )}
        </form>
      ) : (
        <button
          type="button"
          onClick={() => onOpenChange(true)}
          className="flex h-8 w-full items-center gap-2 rounded-s px-1 text-ink-3 hover:text-ink pointer-coarse:h-11"
        >
          <Plus size={14} aria-hidden="true" />
          Add a task
        </button>
      )}
    </>
  );
}
