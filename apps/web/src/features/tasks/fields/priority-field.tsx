"use client";

import { Pick } from "@/components/ui/pick";
import { PriorityGlyph } from "@/components/ui/priority-glyph";
import { isPriority, type Priority, priorities, priorityNames } from "@/lib/types";
import { useEditTask } from "../mutations";
import type { FieldProps } from "./field-props";

const options = () =>
  priorities.map((priority) => ({
    value: priority,
    label: priorityNames[priority],
    icon: <PriorityGlyph priority={priority} />,
  }));

/** The priority of a task, to be picked. */
export function PriorityField({ task, lock, wordy, className }: FieldProps) {
  const edit = useEditTask();
  return (
    <PriorityPick
      value={task.priority}
      onPick={(priority) => priority !== task.priority && void edit(task, { look: { priority } })}
      lock={lock}
      wordy={wordy}
      className={className}
    />
  );
}

interface PriorityPickProps {
  value: Priority;
  onPick: (priority: Priority) => void;
  lock?: string | undefined;
  wordy?: boolean | undefined;
  className?: string | undefined;
}

/** Picks a priority for whatever asks. */
export function PriorityPick({ value, onPick, lock, wordy, className }: PriorityPickProps) {
  return (
    <Pick
      label="Priority"
      current={priorityNames[value]}
      options={options}
      selected={[value]}
      onPick={(priority) => isPriority(priority) && onPick(priority)}
      disabledReason={lock}
      className={className ?? "inline-flex h-7 items-center gap-2 px-1.5"}
    >
      <PriorityGlyph priority={value} />
      {wordy && <span className="truncate">{priorityNames[value]}</span>}
    </Pick>
  );
}
