import { table } from "./table";

/** Rows of a database under their columns' names. */
export function rowTable(rows: readonly Readonly<Record<string, unknown>>[]): string[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return table(
    rows,
    Object.fromEntries(
      names.map((name) => [name, (row: Readonly<Record<string, unknown>>) => cell(row[name])]),
    ),
  );
}

function cell(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "number") return value;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
