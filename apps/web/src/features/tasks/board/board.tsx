"use client";

import { DndContext, DragOverlay } from "@dnd-kit/core";
import { useMemo, useRef, useState } from "react";
import { cn } from "@/lib/cn";
import { statuses, statusNames, type Task } from "@/lib/types";
import { useEditTask } from "../mutations";
import { cardLook } from "./board-card";
import { type BoardActions, BoardActionsContext } from "./board-context";
import { columnsOf, moveTo, others, type Place } from "./board-model";
import { Card } from "./card";
import { GRIP_HELP_ID } from "./card-controls";
import { Column } from "./column";
import { useKeyboardLift } from "./use-keyboard-lift";
import { usePointerDrag } from "./use-pointer-drag";

interface BoardProps {
  projectId: string;
  tasks: readonly Task[];
  locked: boolean;
}

/** A project's tasks in columns by status. Cards move by mouse, long press, keyboard or menu. */
export function Board({ projectId, tasks, locked }: BoardProps) {
  const edit = useEditTask();
  const [words, say] = useState("");
  const columns = useMemo(() => columnsOf(tasks), [tasks]);

  function drop(task: Task, place: Place) {
    const move = moveTo(columns, task, place);
    if (move) void edit(task, move);
  }

  const keyboard = useKeyboardLift(columns, drop, say);
  const pointer = usePointerDrag((task, place) => {
    drop(task, place);
    say(`${task.key} dropped in ${statusNames[place.status]}.`);
  });
  const shown = keyboard.lift ? columnsOf(withLift(tasks, columns, keyboard.lift)) : columns;
  const actions = useStableActions({
    moveToColumn(task, status) {
      drop(task, { status, index: others(columns, status, task.id).length });
      say(`${task.key} moved to ${statusNames[status]}.`);
    },
    gripKey: keyboard.gripKey,
    gripLeft: keyboard.gripLeft,
  });

  return (
    <BoardActionsContext value={actions}>
      <p id={GRIP_HELP_ID} hidden>
        Enter or Space lifts the card. Then arrow keys move it, Enter drops it, Escape puts it back.
      </p>
      <p aria-live="assertive" className="sr-only">
        {words}
      </p>
      <DndContext {...pointer.handlers} accessibility={{ announcements: silent, container: undefined }}>
        <div
          className={cn(
            "flex min-h-0 flex-1 items-start gap-3 overflow-x-auto px-5 pb-5 max-md:px-4",
            !pointer.dragged && "max-sm:snap-x max-sm:snap-mandatory",
          )}
        >
          {statuses.map((status) => (
            <Column
              key={status}
              projectId={projectId}
              status={status}
              tasks={shown[status]}
              locked={locked}
              slot={pointer.place?.status === status ? pointer.place.index : null}
              dragged={pointer.dragged?.id ?? null}
              lifted={keyboard.lift?.task.id ?? null}
            />
          ))}
        </div>
        <DragOverlay dropAnimation={null}>
          {pointer.dragged && (
            <div className={cn(cardLook, "rotate-[1.2deg] cursor-grabbing border-pine shadow-lift")}>
              <Card task={pointer.dragged} />
            </div>
          )}
        </DragOverlay>
      </DndContext>
    </BoardActionsContext>
  );
}

// The board speaks for itself, in its own words.
const silent = {
  onDragStart: () => undefined,
  onDragOver: () => undefined,
  onDragEnd: () => undefined,
  onDragCancel: () => undefined,
};

/** The tasks as they would stand if the lifted card were dropped now. */
function withLift(
  tasks: readonly Task[],
  columns: ReturnType<typeof columnsOf>,
  lift: { task: Task; place: Place },
) {
  const look = moveTo(columns, lift.task, lift.place)?.look ?? {};
  return tasks.map((task) => (task.id === lift.task.id ? { ...task, ...look } : task));
}

/** The same object for the board's whole life, calling whatever the functions are now. */
function useStableActions(actions: BoardActions): BoardActions {
  const latest = useRef(actions);
  latest.current = actions;
  const [stable] = useState<BoardActions>(() => ({
    moveToColumn: (...args) => latest.current.moveToColumn(...args),
    gripKey: (...args) => latest.current.gripKey(...args),
    gripLeft: (...args) => latest.current.gripLeft(...args),
  }));
  return stable;
}
