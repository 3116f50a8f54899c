import { z } from "zod";
import { invalidField } from "../errors";
import { isKeepable, isStorable } from "../fields";

type CursorValue = string | number | null;

/** Packs the name of a sort and the values of a list's last row into an opaque string. */
export function writeCursor(values: CursorValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString("base64url");
}

/**
 * Unpacks a cursor into what `shape` says this list puts into its own.
 * @throws AppError `invalid_input` on anything else, such as the cursor of another sort
 */
export function readCursor<T>(cursor: string, shape: z.ZodType<T>): T {
  const values = parseJson(Buffer.from(cursor, "base64url").toString("utf8"));
  const parsed = shape.safeParse(values);
  if (!parsed.success || !isOurs(values))
    throw invalidField("cursor", "This is not a cursor this list gave.");
  return parsed.data;
}

/** Cuts a result that was asked for one row too many, and says where the next page starts. */
export function cutPage<Row>(
  rows: Row[],
  limit: number,
  cursorValues: (row: Row) => CursorValue[],
): { rows: Row[]; nextCursor: string | null } {
  if (rows.length <= limit) return { rows, nextCursor: null };
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, nextCursor: last ? writeCursor(cursorValues(last)) : null };
}

// No list has a text in it that no database would keep.
function isOurs(values: unknown): boolean {
  return Array.isArray(values) && values.every((value) => typeof value !== "string" || isKeepable(value));
}

/** An instant in a cursor. */
export const cursorInstant = z.iso.datetime().refine(isStorable);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
