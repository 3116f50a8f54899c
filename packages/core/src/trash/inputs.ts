import type { z } from "zod";
import { page } from "../fields";

/** For how long what was deleted can be brought back, in days. */
export const trashDays = 30;

export const trashKinds = ["task", "project"] as const;
export type TrashKind = (typeof trashKinds)[number];

export const listTrashInput = page(50, 200);
export type ListTrashInput = z.input<typeof listTrashInput>;
