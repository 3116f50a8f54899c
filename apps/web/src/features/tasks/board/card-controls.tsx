"use client";

import { Ellipsis, GripVertical } from "lucide-react";
import { Menu } from "@/components/ui/menu";
import { StatusGlyph } from "@/components/ui/status-glyph";
import { cn } from "@/lib/cn";
import { statuses, statusNames, type Task } from "@/lib/types";
import { useBoardActions } from "./board-context";

/** Id of the text that says how a lifted card is moved. */
export const GRIP_HELP_ID = "board-grip-help";

/** The two ways to move a card without a mouse: a grip for the keyboard, and a menu. */
export function CardControls({ task, lifted }: { task: Task; lifted: boolean }) {
  const { moveToColumn } = useBoardActions();
  return (
    <span data-no-drag className="relative z-1 -my-1 flex items-center">
      <Grip task={task} lifted={lifted} />
      <Menu
        label={`Move ${task.key} to…`}
        title="Move to…"
        sections={() => [
          {
            label: "Move to…",
            items: statuses.map((status) => ({
              label: statusNames[status],
              icon: <StatusGlyph status={status} />,
              checked: status === task.status,
              onSelect: () => moveToColumn(task, status),
            })),
          },
        ]}
        className="tap grid size-6 place-items-center rounded-s text-ink-3 opacity-0 transition-opacity hover:bg-sunk hover:text-ink focus-visible:opacity-100 group-hover:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-100"
      >
        <Ellipsis size={14} aria-hidden="true" />
      </Menu>
    </span>
  );
}

function Grip({ task, lifted }: { task: Task; lifted: boolean }) {
  const { gripKey, gripLeft } = useBoardActions();
  return (
    <button
      type="button"
      data-grip={task.id}
      aria-label={`Move ${task.key} with the keyboard`}
      aria-describedby={GRIP_HELP_ID}
      aria-pressed={lifted}
      onKeyDown={(event) => {
        if (gripKey(task, event.key)) event.preventDefault();
      }}
      onBlur={() => gripLeft(task)}
      className={cn(
        "grid size-6 place-items-center rounded-s text-ink-3 focus-visible:opacity-100",
        lifted ? "opacity-100" : "pointer-events-none opacity-0",
      )}
    >
      <GripVertical size={14} aria-hidden="true" />
    </button>
  );
}
