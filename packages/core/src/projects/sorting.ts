import type { Prisma, ProjectRow } from "@acre/db";
import { z } from "zod";
import { byInstant, byValue, sorting } from "../paging/sort";
import type { projectSortColumns } from "./inputs";

type Name = (typeof projectSortColumns)[number];
type Row = Pick<ProjectRow, Name | "id">;
type Where = Prisma.ProjectWhereInput;
type Order = Prisma.ProjectOrderByWithRelationInput;

/** What projects are sorted by. */
export const projectSorting = sorting<Name, Row, Where, Order>(
  "projects",
  {
    id: (id) => ({ id }),
    idOrder: (id) => ({ id }),
    and: (AND) => ({ AND }),
    or: (OR) => ({ OR }),
  },
  {
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
    name: byValue(z.string(), {
      read: (row: Row) => row.name,
      where: (name): Where => ({ name }),
      order: (name): Order => ({ name }),
    }),
  },
);
