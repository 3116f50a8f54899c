import type { UpdateTaskInput } from "@acre/core/inputs";
import { type Status, statuses, type Task } from "../../../lib/types";
import type { TaskEdit } from "../mutations";

export type Columns = Record<Status, readonly Task[]>;

/** A place on the board: before which card of a column, counted without the card that moves. */
export interface Place {
  status: Status;
  index: number;
}

const GAP = 1024;

/** Tasks by status, each column in its order. */
export function columnsOf(tasks: readonly Task[]): Columns {
  const inOrder = tasks.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
  return mapStatuses((status) => inOrder.filter((task) => task.status === status));
}

/** Where a task stands now. */
export function placeOf(columns: Columns, task: Task): Place {
  return { status: task.status, index: columns[task.status].findIndex((one) => one.id === task.id) };
}

/** One column without the task that moves. */
export function others(columns: Columns, status: Status, movingId: string): readonly Task[] {
  return columns[status].filter((task) => task.id !== movingId);
}

/** The place an arrow key leads to from `place`; the same place at the edge of the board. */
export function stepFrom(columns: Columns, movingId: string, place: Place, key: string): Place {
  const rows = others(columns, place.status, movingId).length;
  if (key === "ArrowUp") return { ...place, index: Math.max(0, place.index - 1) };
  if (key === "ArrowDown") return { ...place, index: Math.min(rows, place.index + 1) };
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key] ?? 0;
  const status = statuses[statuses.indexOf(place.status) + step];
  if (!status) return place;
  return { status, index: Math.min(place.index, others(columns, status, movingId).length) };
}

/** The edit that puts a task at a place, or null when it stands there already. */
export function moveTo(columns: Columns, task: Task, place: Place): TaskEdit | null {
  const here = placeOf(columns, task);
  if (here.status === place.status && here.index === place.index) return null;
  const column = others(columns, place.status, task.id);
  const previous = column[place.index - 1];
  const next = column[place.index];
  const ask: UpdateTaskInput = place.status === task.status ? {} : { status: place.status };
  if (previous) ask.position = { after: previous.id };
  else if (next) ask.position = { before: next.id };
  return { look: { status: place.status, position: positionBetween(previous, next) }, ask };
}

function positionBetween(previous: Task | undefined, next: Task | undefined): number {
  if (previous && next) return (previous.position + next.position) / 2;
  if (previous) return previous.position + GAP;
  return next ? next.position - GAP : GAP;
}

function mapStatuses<T>(make: (status: Status) => T): Record<Status, T> {
  return {
    backlog: make("backlog"),
    todo: make("todo"),
    in_progress: make("in_progress"),
    in_review: make("in_review"),
    completed: make("completed"),
    cancelled: make("cancelled"),
  };
}
