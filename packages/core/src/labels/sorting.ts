import type { LabelRow, Prisma } from "@acre/db";
import { z } from "zod";
import { byValue, sorting } from "../paging/sort";
import type { labelSortColumns } from "./inputs";

type Name = (typeof labelSortColumns)[number];
type Row = Pick<LabelRow, Name | "id">;
type Where = Prisma.LabelWhereInput;
type Order = Prisma.LabelOrderByWithRelationInput;

/** What labels are sorted by. */
export const labelSorting = sorting<Name, Row, Where, Order>(
  "labels",
  {
    id: (id) => ({ id }),
    idOrder: (id) => ({ id }),
    and: (AND) => ({ AND }),
    or: (OR) => ({ OR }),
  },
  {
    name: byValue(z.string(), {
      read: (row: Row) => row.name,
      where: (name): Where => ({ name }),
      order: (name): Order => ({ name }),
    }),
  },
);
