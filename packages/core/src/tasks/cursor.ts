import type { Prisma, TaskRow } from "@acre/db";
import { z } from "zod";
import { readCursor } from "../paging/cursor";
import type { taskSorts } from "./inputs";

type Sort = (typeof taskSorts)[number];

const id = z.uuid();
const shapes = {
  position: z.tuple([z.literal("position"), z.number(), id]),
  created: z.tuple([z.literal("created"), id]),
  updated: z.tuple([z.literal("updated"), z.iso.datetime(), id]),
  due: z.tuple([z.literal("due"), z.iso.date().nullable(), id]),
};

/** What a cursor says of the row it stands behind, in a list so sorted. */
export function cursorValues(sort: Sort, row: TaskRow): (string | number | null)[] {
  if (sort === "position") return [sort, row.position, row.id];
  if (sort === "updated") return [sort, row.updatedAt.toISOString(), row.id];
  if (sort === "due") return [sort, row.dueDate, row.id];
  return [sort, row.id];
}

/**
 * The tasks behind a cursor's.
 * @throws AppError `invalid_input` when a list so sorted did not give it
 */
export function afterCursor(sort: Sort, cursor: string): Prisma.TaskWhereInput {
  if (sort === "created") {
    const [, lastId] = readCursor(cursor, shapes.created);
    return { id: { gt: lastId } };
  }
  if (sort === "position") {
    const [, position, lastId] = readCursor(cursor, shapes.position);
    return { OR: [{ position: { gt: position } }, { position, id: { gt: lastId } }] };
  }
  if (sort === "due") {
    const [, dueDate, lastId] = readCursor(cursor, shapes.due);
    if (dueDate === null) return { dueDate: null, id: { gt: lastId } };
    return { OR: [{ dueDate: { gt: dueDate } }, { dueDate, id: { gt: lastId } }, { dueDate: null }] };
  }
  const [, instant, lastId] = readCursor(cursor, shapes.updated);
  const updatedAt = new Date(instant);
  return { OR: [{ updatedAt: { lt: updatedAt } }, { updatedAt, id: { lt: lastId } }] };
}
