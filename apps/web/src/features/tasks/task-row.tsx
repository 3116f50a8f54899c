"use client";

import Link from "next/link";
import { memo } from "react";
import { useLabels } from "@/features/workspace/directory";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { cn } from "@/lib/cn";
import { isClosed, type Task } from "@/lib/types";
import { AssigneeField } from "./fields/assignee-field";
import { DueField } from "./fields/due-field";
import { PriorityField } from "./fields/priority-field";
import { StatusField } from "./fields/status-field";
import { LabelTags } from "./label-tags";

const cell =
  "inline-flex h-7 shrink-0 items-center gap-2 px-1.5 pointer-coarse:h-11 pointer-coarse:min-w-11 pointer-coarse:justify-center";

interface TaskRowProps {
  task: Task;
  lock: string | undefined;
  /** Names the project, where tasks of several stand together. */
  project?: string | undefined;
}

/** A task on one line of 36 px; its status, priority, day and person can be changed right here. */
export const TaskRow = memo(function TaskRow({ task, lock, project }: TaskRowProps) {
  const { path } = useWorkspace();
  const labels = useLabels().filter((label) => task.labelIds.includes(label.id));
  return (
    <li
      data-task-id={task.id}
      data-status={task.status}
      className="flex min-h-9 items-center gap-1 border-line border-b px-3 [contain-intrinsic-size:auto_36px] [content-visibility:auto] hover:bg-sunk/60 pointer-coarse:min-h-11"
    >
      <PriorityField task={task} lock={lock} className={cn(cell, "max-sm:hidden")} />
      <span className="w-16 shrink-0 truncate font-medium font-mono text-ink-3 text-tiny max-sm:hidden">
        {task.key}
      </span>
      <StatusField task={task} lock={lock} className={cell} />
      <Link
        href={path(`/tasks/${task.id}`)}
        prefetch={false}
        className={cn(
          "min-w-0 flex-1 truncate py-2 hover:underline pointer-coarse:py-3",
          isClosed(task.status) && "text-ink-3 line-through decoration-line-strong",
        )}
      >
        {task.title}
      </Link>
      <span className="flex shrink-0 gap-1 max-md:hidden">
        <LabelTags labels={labels} />
      </span>
      {project && <span className="max-w-40 truncate text-ink-3 max-md:hidden">{project}</span>}
      <DueField
        task={task}
        lock={lock}
        className={cn(cell, "min-w-20 justify-end pointer-coarse:justify-end")}
      />
      <AssigneeField task={task} lock={lock} className={cell} />
    </li>
  );
});
