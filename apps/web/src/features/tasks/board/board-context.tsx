"use client";

import { createContext, use } from "react";
import type { Status, Task } from "@/lib/types";

/** What a card asks of its board. The functions never change, so that a card is drawn anew only when its task is. */
export interface BoardActions {
  /** Puts a task at the end of a column. */
  moveToColumn(task: Task, status: Status): void;
  /** A key was pressed on a card's grip. True when it meant something. */
  gripKey(task: Task, key: string): boolean;
  /** Focus has left a card's grip. */
  gripLeft(task: Task): void;
}

export const BoardActionsContext = createContext<BoardActions | null>(null);

export function useBoardActions(): BoardActions {
  const actions = use(BoardActionsContext);
  if (!actions) throw new Error("A card needs a board above it.");
  return actions;
}
