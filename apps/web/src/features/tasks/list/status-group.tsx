"use client";

import { ChevronDown, Plus } from "lucide-react";
import { useId, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { StatusGlyph } from "@/components/ui/status-glyph";
import { cn } from "@/lib/cn";
import { type Status, statusNames, type Task } from "@/lib/types";
import { useGrowing } from "@/lib/use-growing";
import { QuickAdd } from "../board/quick-add";
import { TaskRow } from "../task-row";

interface StatusGroupProps {
  projectId: string;
  status: Status;
  tasks: readonly Task[];
  lock: string | undefined;
  open: boolean;
  onToggle: () => void;
}

/** The tasks of one status; can be folded away. */
export function StatusGroup({ projectId, status, tasks, lock, open, onToggle }: StatusGroupProps) {
  const id = useId();
  const [adding, setAdding] = useState(false);
  const { shown, end } = useGrowing<HTMLDivElement>(tasks.length);
  return (
    <section aria-labelledby={id} data-status={status} className="mb-4">
      <div className="flex h-9 items-center gap-2 rounded-s bg-sunk px-3">
        <h2 id={id} className="flex-1">
          <button
            type="button"
            aria-expanded={open}
            onClick={onToggle}
            className="tap flex items-center gap-2 font-semibold"
          >
            <ChevronDown
              size={14}
              className={cn("text-ink-3 transition-transform", !open && "-rotate-90")}
              aria-hidden="true"
            />
            <StatusGlyph status={status} />
            {statusNames[status]}
            <span className="font-medium font-mono text-ink-3 text-tiny">{tasks.length}</span>
          </button>
        </h2>
        {lock === undefined && (
          <IconButton
            label={`Add a task to ${statusNames[status]}`}
            onClick={() => {
              if (!open) onToggle();
              setAdding(true);
            }}
          >
            <Plus size={16} aria-hidden="true" />
          </IconButton>
        )}
      </div>
      {open && tasks.length > 0 && (
        <ul aria-labelledby={id}>
          {tasks.slice(0, shown).map((task) => (
            <TaskRow key={task.id} task={task} lock={lock} />
          ))}
        </ul>
      )}
      <div ref={end} />
      {open && adding && (
        <div className="grid gap-2 p-2">
          <QuickAdd projectId={projectId} status={status} open onOpenChange={setAdding} />
        </div>
      )}
    </section>
  );
}
