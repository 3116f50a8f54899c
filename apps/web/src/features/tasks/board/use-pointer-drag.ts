import {
  type CollisionDetection,
  closestCenter,
  type DragEndEvent,
  type DragMoveEvent,
  type DragStartEvent,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { useRef, useState } from "react";
import { isStatus, type Task } from "@/lib/types";
import type { Place } from "./board-model";

/** Starts nowhere near a control of the card. */
class CardMouseSensor extends MouseSensor {
  static override activators = [
    {
      eventName: "onMouseDown" as const,
      handler: ({ nativeEvent: event }: React.MouseEvent) => event.button === 0 && !isControl(event.target),
    },
  ];
}

class CardTouchSensor extends TouchSensor {
  static override activators = [
    {
      eventName: "onTouchStart" as const,
      handler: ({ nativeEvent: event }: React.TouchEvent) =>
        event.touches.length === 1 && !isControl(event.target),
    },
  ];
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[data-no-drag]") !== null;
}

/** The column under the pointer, or the nearest one when it is between two. */
const columnUnderPointer: CollisionDetection = (args) => {
  const within = pointerWithin(args);
  return within.length > 0 ? within : closestCenter(args);
};

/** Dragging by mouse (after 5 px) and by a long press (300 ms). */
export function usePointerDrag(onDrop: (task: Task, place: Place) => void) {
  const [dragged, setDragged] = useState<Task | null>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const latest = useRef<Place | null>(null);
  const sensors = useSensors(
    useSensor(CardMouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(CardTouchSensor, { activationConstraint: { delay: 300, tolerance: 8 } }),
  );

  function show(next: Place | null) {
    const same = latest.current?.status === next?.status && latest.current?.index === next?.index;
    latest.current = next;
    if (!same) setPlace(next);
  }

  function finish() {
    setDragged(null);
    show(null);
  }

  return {
    dragged,
    place,
    handlers: {
      sensors,
      collisionDetection: columnUnderPointer,
      onDragStart({ active }: DragStartEvent) {
        setDragged((active.data.current?.task as Task | undefined) ?? null);
      },
      onDragMove(event: DragMoveEvent) {
        show(placeUnder(event));
      },
      onDragEnd(_: DragEndEvent) {
        if (dragged && latest.current) onDrop(dragged, latest.current);
        finish();
      },
      onDragCancel: finish,
    },
  };
}

function placeUnder({ active, over }: DragMoveEvent): Place | null {
  const rect = active.rect.current.translated;
  if (!rect || !over || !isStatus(over.id)) return null;
  const middle = rect.top + rect.height / 2;
  const cards = document.querySelectorAll<HTMLElement>(`section[data-status="${over.id}"] li[data-task-id]`);
  const above = [...cards].filter((card) => card.dataset.taskId !== active.id && middleOf(card) < middle);
  return { status: over.id, index: above.length };
}

function middleOf(card: HTMLElement): number {
  const { top, height } = card.getBoundingClientRect();
  return top + height / 2;
}
