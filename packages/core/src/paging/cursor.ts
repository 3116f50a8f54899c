import { invalidField } from "../errors";

/** Packs the sort values of a list's last row into an opaque string. */
export function writeCursor(values: (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString("base64url");
}

/**
 * Unpacks a cursor of `length` values.
 * @throws AppError `invalid_input` on anything this list did not hand out
 */
export function readCursor(cursor: string, length: number): (string | number | null)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (Array.isArray(values) && values.length === length && values.every(isScalar)) return values;
  } catch {
    // Not JSON: refused below like any other foreign text.
  }
  throw foreignCursor();
}

/**
 * An instant out of a cursor.
 * @throws AppError `invalid_input` when it is none
 */
export function readInstant(value: string | number | null): Date {
  const instant = new Date(String(value));
  if (Number.isNaN(instant.getTime())) throw foreignCursor();
  return instant;
}

/** Cuts a result that was asked for one row too many, and says where the next page starts. */
export function cutPage<Row>(
  rows: Row[],
  limit: number,
  sortValues: (row: Row) => (string | number | null)[],
): { rows: Row[]; nextCursor: string | null } {
  if (rows.length <= limit) return { rows, nextCursor: null };
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, nextCursor: last ? writeCursor(sortValues(last)) : null };
}

function foreignCursor() {
  return invalidField("cursor", "This is not a cursor this list gave.");
}

function isScalar(value: unknown): value is string | number | null {
  return value === null || typeof value === "string" || (typeof value === "number" && Number.isFinite(value));
}
