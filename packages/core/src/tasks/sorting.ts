import type { Prisma, TaskRow } from "@acre/db";
import { z } from "zod";
import { byDay, byInstant, byValue, sorting } from "../paging/sort";
import type { taskSortColumns } from "./inputs";

type Name = (typeof taskSortColumns)[number];
type Row = Pick<TaskRow, Name | "id">;
type Where = Prisma.TaskWhereInput;
type Order = Prisma.TaskOrderByWithRelationInput;

/** What tasks are sorted by, wherever they are listed. */
export const taskSorting = sorting<Name, Row, Where, Order>(
  "tasks",
  {
    id: (id) => ({ id }),
    idOrder: (id) => ({ id }),
    and: (AND) => ({ AND }),
    or: (OR) => ({ OR }),
  },
  {
    position: byValue(z.number(), {
      read: (row: Row) => row.position,
      where: (position): Where => ({ position }),
      order: (position): Order => ({ position }),
    }),
    createdAt: byInstant({
      read: (row: Row) => row.createdAt,
      where: (createdAt): Where => ({ createdAt }),
      order: (createdAt): Order => ({ createdAt }),
    }),
    updatedAt: byInstant({
      read: (row: Row) => row.updatedAt,
      where: (updatedAt): Where => ({ updatedAt }),
      order: (updatedAt): Order => ({ updatedAt }),
    }),
    dueDate: byDay({
      read: (row: Row) => row.dueDate,
      where: (dueDate): Where => ({ dueDate }),
      order: (sort): Order => ({ dueDate: { sort, nulls: "last" } }),
    }),
  },
);
