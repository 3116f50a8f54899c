"use client";

import { useDraggable } from "@dnd-kit/core";
import { memo } from "react";
import { cn } from "@/lib/cn";
import type { Task } from "@/lib/types";
import { Card } from "./card";
import { CardControls } from "./card-controls";

export const cardLook = "group relative grid gap-2 rounded-m border border-line bg-raised px-3 py-2.5";

interface BoardCardProps {
  task: Task;
  locked: boolean;
  /** Lifted by the keyboard. */
  lifted: boolean;
}

/** A card in its column: dragged by mouse or by a long press, moved by its grip or its menu. */
export const BoardCard = memo(function BoardCard({ task, locked, lifted }: BoardCardProps) {
  const { setNodeRef, listeners, isDragging } = useDraggable({
    id: task.id,
    data: { task },
    disabled: locked,
  });
  return (
    <li
      ref={setNodeRef}
      {...listeners}
      data-task-id={task.id}
      data-status={task.status}
      className={cn(
        cardLook,
        "touch-manipulation select-none [contain-intrinsic-size:auto_84px] [content-visibility:auto] hover:border-line-strong",
        isDragging && "opacity-40",
        lifted && "border-pine shadow-lift",
      )}
    >
      <Card task={task} controls={!locked && <CardControls task={task} lifted={lifted} />} />
    </li>
  );
});
