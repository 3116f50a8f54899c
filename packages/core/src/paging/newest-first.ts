import { z } from "zod";
import { cursorInstant, cutPage, readCursor, writeCursor } from "./cursor";

interface Row {
  createdAt: Date;
  id: string;
}

/** The rows that stand behind a place, in words that every table understands which has both columns. */
interface Behind {
  createdAt: { lte: Date };
  OR: ({ createdAt: { lt: Date } } | { id: { lt: string } })[];
}

/**
 * The pages of a list that goes from the newest row back, rows of one moment by their ids.
 * @param list its name, which its cursors carry: the cursor of another list is refused
 */
export function newestFirst(list: string) {
  const shape = z.tuple([z.literal(list), cursorInstant, z.uuid()]);
  const placeOf = ({ createdAt, id }: Row) => [list, createdAt.toISOString(), id];
  return {
    orderBy: [{ createdAt: "desc" as const }, { id: "desc" as const }],
    /**
     * What finds the rows behind a cursor's; all of them without one. As a range with an exception, which an index
     * serves; the plain "or" would have it read from the start.
     * @throws AppError `invalid_input` for a cursor that this list did not give
     */
    after(cursor: string | undefined): Behind | Record<never, never> {
      if (cursor === undefined) return {};
      const [, instant, id] = readCursor(cursor, shape);
      const at = new Date(instant);
      return { createdAt: { lte: at }, OR: [{ createdAt: { lt: at } }, { id: { lt: id } }] };
    },
    /** Cuts a result that was asked for one row too many, and says where the next page starts. */
    cut: <R extends Row>(rows: R[], limit: number) => cutPage(rows, limit, placeOf),
    /** The cursor of the page behind a row. */
    cursorOf: (row: Row) => writeCursor(placeOf(row)),
  };
}
