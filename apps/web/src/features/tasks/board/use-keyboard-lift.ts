import { useEffect, useRef, useState } from "react";
import { statusNames, type Task } from "@/lib/types";
import { type Columns, moveTo, others, type Place, placeOf, stepFrom } from "./board-model";

interface Lift {
  task: Task;
  place: Place;
}

/**
 * Moving a card by keyboard: Enter or Space lifts it, arrows carry it, Enter or Space drops it, Escape puts it back.
 * Every step is put into words for the live region.
 */
export function useKeyboardLift(
  columns: Columns,
  onDrop: (task: Task, place: Place) => void,
  say: (words: string) => void,
) {
  const [lift, setLift] = useState<Lift | null>(null);
  // Carrying a card to another column makes its grip anew; the focus has to go along.
  const carrying = useRef(false);

  useEffect(() => {
    if (!lift) return;
    document.querySelector<HTMLElement>(`[data-grip="${lift.task.id}"]`)?.focus();
    carrying.current = false;
  }, [lift]);

  function put(next: Lift) {
    carrying.current = true;
    setLift(next);
    say(`${next.task.key} over ${inWords(columns, next)}.`);
  }

  function gripKey(task: Task, key: string): boolean {
    const isToggle = key === "Enter" || key === " ";
    if (!lift) {
      if (isToggle) start(task);
      return isToggle;
    }
    if (key === "Escape") cancel();
    else if (isToggle) drop(lift);
    else if (key.startsWith("Arrow")) put({ ...lift, place: stepFrom(columns, task.id, lift.place, key) });
    else return false;
    return true;
  }

  function start(task: Task) {
    const next = { task, place: placeOf(columns, task) };
    setLift(next);
    say(
      `${task.key} lifted. ${inWords(columns, next)}. Arrow keys move it, Enter drops it, Escape puts it back.`,
    );
  }

  function drop(dropped: Lift) {
    carrying.current = true;
    if (moveTo(columns, dropped.task, dropped.place)) onDrop(dropped.task, dropped.place);
    setLift(null);
    say(`${dropped.task.key} dropped. ${inWords(columns, dropped)}.`);
    refocus(dropped.task.id);
  }

  function cancel() {
    carrying.current = true;
    setLift(null);
    if (lift) say(`${lift.task.key} put back.`);
    if (lift) refocus(lift.task.id);
  }

  function refocus(id: string) {
    requestAnimationFrame(() => {
      document.querySelector<HTMLElement>(`[data-grip="${id}"]`)?.focus();
      carrying.current = false;
    });
  }

  function gripLeft(task: Task) {
    if (lift?.task.id === task.id && !carrying.current) cancel();
  }

  return { lift, gripKey, gripLeft };
}

function inWords(columns: Columns, { task, place }: Lift): string {
  const rows = others(columns, place.status, task.id).length + 1;
  return `${statusNames[place.status]}, place ${place.index + 1} of ${rows}`;
}
