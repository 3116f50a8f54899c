"use client";

import { Pick } from "@/components/ui/pick";
import { StatusGlyph } from "@/components/ui/status-glyph";
import { isStatus, type Status, statuses, statusNames } from "@/lib/types";
import { useEditTask } from "../mutations";
import type { FieldProps } from "./field-props";

const options = () =>
  statuses.map((status) => ({
    value: status,
    label: statusNames[status],
    icon: <StatusGlyph status={status} />,
  }));

/** The status of a task, to be picked. */
export function StatusField({ task, lock, wordy, className }: FieldProps) {
  const edit = useEditTask();
  return (
    <StatusPick
      value={task.status}
      onPick={(status) => status !== task.status && void edit(task, { look: { status } })}
      lock={lock}
      wordy={wordy}
      className={className}
    />
  );
}

interface StatusPickProps {
  value: Status;
  onPick: (status: Status) => void;
  lock?: string | undefined;
  wordy?: boolean | undefined;
  className?: string | undefined;
}

/** Picks a status for whatever asks. */
export function StatusPick({ value, onPick, lock, wordy, className }: StatusPickProps) {
  return (
    <Pick
      label="Status"
      current={statusNames[value]}
      options={options}
      selected={[value]}
      onPick={(status) => isStatus(status) && onPick(status)}
      disabledReason={lock}
      className={className ?? "inline-flex h-7 items-center gap-2 px-1.5"}
    >
      <StatusGlyph status={value} />
      {wordy && <span className="truncate">{statusNames[value]}</span>}
    </Pick>
  );
}
