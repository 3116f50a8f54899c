"use client";

import { CalendarDays } from "lucide-react";
import { lazy, Suspense } from "react";
import { useOverlay } from "@/components/ui/use-overlay";
import { cn } from "@/lib/cn";
import { dayName } from "@/lib/dates";
import { isClosed } from "@/lib/types";
import { useToday } from "@/lib/use-now";
import { useEditTask } from "../mutations";
import type { FieldProps } from "./field-props";

const load = () => import("./due-panel");
const DuePanel = lazy(load);

/** The day a task is due, to be picked. */
export function DueField({ task, lock, wordy, className }: FieldProps) {
  const edit = useEditTask();
  return (
    <DuePick
      value={task.dueDate}
      onPick={(dueDate) => dueDate !== task.dueDate && void edit(task, { look: { dueDate } })}
      calm={isClosed(task.status)}
      lock={lock}
      wordy={wordy}
      className={className}
    />
  );
}

interface DuePickProps {
  value: string | null;
  onPick: (day: string | null) => void;
  /** A day in the past is no reason for red. */
  calm?: boolean;
  lock?: string | undefined;
  wordy?: boolean | undefined;
  className?: string | undefined;
}

/** Picks a day, or none, for whatever asks. */
export function DuePick({ value, onPick, calm, lock, wordy, className }: DuePickProps) {
  const overlay = useOverlay(load, ["ArrowDown"]);
  const now = useToday();
  const name = value ? dayName(value, now) : "No due date";
  const late = value !== null && value < now && !calm;
  const look = {
    type: "button",
    "aria-label": `Due: ${name}${late ? ", overdue" : ""}`,
    title: lock ?? `Due: ${name}`,
    className: cn(
      "tap rounded-s transition-colors enabled:hover:bg-sunk disabled:cursor-default",
      className ?? "inline-flex h-7 items-center gap-2 px-1.5",
      late ? "text-urgent" : "text-ink-2",
    ),
  } as const;
  const content = (
    <>
      {(wordy || value === null) && <CalendarDays size={14} className="text-ink-3" aria-hidden="true" />}
      {(wordy || value !== null) && <span className="truncate">{name}</span>}
    </>
  );
  if (lock !== undefined) {
    return (
      <button {...look} disabled>
        {content}
      </button>
    );
  }
  const plain = (
    <button {...look} aria-haspopup="dialog" aria-expanded={overlay.open} {...overlay.trigger}>
      {content}
    </button>
  );
  if (!overlay.wanted) return plain;
  return (
    <Suspense fallback={plain}>
      <DuePanel
        trigger={<button {...look}>{content}</button>}
        open={overlay.open}
        onOpenChange={overlay.setOpen}
        value={value}
        onPick={onPick}
      />
    </Suspense>
  );
}
