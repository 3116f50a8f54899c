"use client";

import { MessageCircle } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { PriorityGlyph } from "@/components/ui/priority-glyph";
import { useLabels, useMembers } from "@/features/workspace/directory";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { cn } from "@/lib/cn";
import { dayName } from "@/lib/dates";
import { isClosed, priorityNames, type Task } from "@/lib/types";
import { useToday } from "@/lib/use-now";
import { LabelTags } from "../label-tags";

interface CardProps {
  task: Task;
  /** Grip and menu; the copy under the pointer has none. */
  controls?: ReactNode;
}

/** What a card shows; where it stands and how it moves is its column's matter. */
export function Card({ task, controls }: CardProps) {
  const { path } = useWorkspace();
  const closed = isClosed(task.status);
  return (
    <>
      <div className="flex min-h-5 items-center gap-2">
        <span className="font-medium font-mono text-ink-3 text-tiny">{task.key}</span>
        <span className="ml-auto flex items-center gap-1">
          {controls}
          {task.priority !== "none" && (
            <span title={priorityNames[task.priority]}>
              <PriorityGlyph priority={task.priority} />
              <span className="sr-only">{priorityNames[task.priority]} priority</span>
            </span>
          )}
        </span>
      </div>
      <Link
        href={path(`/tasks/${task.id}`)}
        prefetch={false}
        draggable={false}
        className={cn(
          "break-words leading-[19px] after:absolute after:inset-0 after:rounded-m",
          closed && "text-ink-3 line-through decoration-line-strong",
        )}
      >
        {task.title}
      </Link>
      <CardFooter task={task} closed={closed} />
    </>
  );
}

function CardFooter({ task, closed }: { task: Task; closed: boolean }) {
  const now = useToday();
  const labels = useLabels().filter((label) => task.labelIds.includes(label.id));
  const assignee = useMembers().find((member) => member.id === task.assigneeId);
  const late = task.dueDate !== null && task.dueDate < now && !closed;
  if (labels.length === 0 && !assignee && !task.dueDate && task.commentCount === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-2 text-ink-2 text-small">
      <LabelTags labels={labels} />
      {task.dueDate && (
        <span className={late ? "text-urgent" : undefined}>
          <span className="sr-only">{late ? "Overdue: " : "Due: "}</span>
          {dayName(task.dueDate, now)}
        </span>
      )}
      <span className="ml-auto flex items-center gap-2">
        {task.commentCount > 0 && (
          <span className="inline-flex items-center gap-1">
            <MessageCircle size={12} aria-hidden="true" />
            {task.commentCount}
            <span className="sr-only">{task.commentCount === 1 ? "comment" : "comments"}</span>
          </span>
        )}
        {assignee && <Avatar id={assignee.id} name={assignee.name} />}
      </span>
    </div>
  );
}
