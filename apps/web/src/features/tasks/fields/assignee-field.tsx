"use client";

import { CircleUserRound } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { Pick } from "@/components/ui/pick";
import { useMembers } from "@/features/workspace/directory";
import type { Member } from "@/lib/types";
import { useEditTask } from "../mutations";
import type { FieldProps } from "./field-props";

const NOBODY = "nobody";

/** Who does a task, to be picked. */
export function AssigneeField({ task, lock, wordy, className }: FieldProps) {
  const edit = useEditTask();
  return (
    <AssigneePick
      value={task.assigneeId}
      onPick={(assigneeId) => assigneeId !== task.assigneeId && void edit(task, { look: { assigneeId } })}
      lock={lock}
      wordy={wordy}
      className={className}
    />
  );
}

interface AssigneePickProps {
  value: string | null;
  onPick: (memberId: string | null) => void;
  lock?: string | undefined;
  wordy?: boolean | undefined;
  className?: string | undefined;
}

/** Picks a member, or nobody, for whatever asks. */
export function AssigneePick({ value, onPick, lock, wordy, className }: AssigneePickProps) {
  const members = useMembers();
  const chosen = members.find((member) => member.id === value);
  const name = chosen?.name ?? (value ? "Former member" : "Nobody");
  return (
    <Pick
      label="Assignee"
      current={name}
      options={() => optionsFor(members)}
      selected={[value ?? NOBODY]}
      onPick={(id) => onPick(id === NOBODY ? null : id)}
      disabledReason={lock}
      className={className ?? "inline-flex h-7 items-center gap-2 px-1.5"}
    >
      {chosen ? <Avatar id={chosen.id} name={chosen.name} decorative /> : <NobodyMark />}
      {wordy && <span className="truncate">{name}</span>}
    </Pick>
  );
}

function optionsFor(members: readonly Member[]) {
  const active = members.filter((member) => member.active);
  return [
    { value: NOBODY, label: "Nobody", icon: <NobodyMark /> },
    ...active.map((member) => ({
      value: member.id,
      label: member.name,
      icon: <Avatar id={member.id} name={member.name} decorative />,
    })),
  ];
}

function NobodyMark() {
  return <CircleUserRound size={18} strokeWidth={1.4} className="mx-[3px] text-ink-3" aria-hidden="true" />;
}
