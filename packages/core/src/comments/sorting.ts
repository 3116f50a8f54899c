import type { CommentRow, Prisma } from "@acre/db";
import { byInstant, sorting } from "../paging/sort";
import type { commentSortColumns } from "./inputs";

type Name = (typeof commentSortColumns)[number];
type Row = Pick<CommentRow, Name | "id">;
type Where = Prisma.CommentWhereInput;
type Order = Prisma.CommentOrderByWithRelationInput;

/** What comments are sorted by. */
export const commentSorting = sorting<Name, Row, Where, Order>(
  "comments",
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
  },
);
