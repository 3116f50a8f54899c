import { refusedValue } from "../bundle/errors";
import type { PortableRow } from "../bundle/portable";
import type { LateReferences } from "./late-references";
import { quoteName } from "./names";
import { writerOf } from "./portable-values";
import type { Statement } from "./statement";
import { pathOf, type ServerColumn, type ServerTable, type TenantPlace } from "./tenant-tables";

/** The statements that add rows to a table: one, and one more for the references that have to wait. */
export type RowInsert = (rows: readonly PortableRow[]) => Statement[];

/**
 * Makes the statements for a table. They throw `value_unportable`. `inValues`: the rows stand in VALUES; those of a
 * SELECT Citus carries to a worker by COPY, which row level security does not let in.
 */
export function rowInsert(
  place: TenantPlace,
  table: ServerTable,
  late: LateReferences | null,
  inValues = false,
): RowInsert {
  const waiting = new Set(late?.columns ?? []);
  const columnsOf = columnArrays(table);
  const selected = inValues ? null : insertText(place, table, waiting, null);

  return (rows) => {
    const values = columnsOf(rows);
    const statements: Statement[] = [
      { text: selected ?? insertText(place, table, waiting, rows.length), values },
    ];
    if (late !== null)
      statements.push({ text: late.insert, values: late.positions.map((at) => values[at] ?? "{}") });
    return statements;
  };
}

/** Makes the parameters of a batch of rows, an array for each column, for `unnested`. It throws `value_unportable`. */
export function columnArrays({ columns, name }: ServerTable): (rows: readonly PortableRow[]) => string[] {
  const writers = columns.map(({ type, formatted }) => writerOf(type, formatted));
  return (rows) =>
    columns.map((column, at) => {
      const write = writers[at];
      try {
        return arrayLiteral(rows, (row) => {
          const value = row[at] ?? null;
          return value === null || write === undefined ? null : write(value);
        });
      } catch (error) {
        throw refusedValue(error, name, column.name);
      }
    });
}

/** With so many rows in VALUES, or else with all that the parameters hold. */
function insertText(
  place: TenantPlace,
  { name, columns }: ServerTable,
  waiting: ReadonlySet<string>,
  rows: number | null,
): string {
  const names = columns.map((column) => quoteName(column.name));
  // The default would be worked out for each row.
  const tenant = place.shared ? ["tenant_id"] : [];
  const tenantId = place.shared ? [`'${place.tenantId}'::uuid`] : [];
  const rowOf = (value: (at: number) => string, empty: (value: string) => string) => {
    const values = columns.map((column, at) => {
      const cast = castOf(column, value(at));
      return waiting.has(column.name) ? empty(cast) : cast;
    });
    return [...values, ...tenantId].join(", ");
  };
  const into = `INSERT INTO ${pathOf(place, name)} (${[...names, ...tenant].join(", ")})`;
  if (rows === null) {
    const selected = rowOf(
      (at) => `u.c${at}`,
      () => "NULL",
    );
    return `${into} SELECT ${selected} FROM ${unnested(columns.length)}`;
  }
  const listed = Array.from({ length: rows }, (_, row) =>
    rowOf(
      (at) => `($${at + 1}::text[])[${row + 1}]`,
      // Names the parameter, which has no type otherwise.
      (value) => `CASE WHEN false THEN ${value} END`,
    ),
  );
  return `${into} VALUES (${listed.join("), (")})`;
}

/** The rows of so many parameters, one a column, as `u(c0, c1, …)`. */
export function unnested(columns: number): string {
  const numbers = Array.from({ length: columns }, (_, at) => at);
  const arrays = numbers.map((at) => `$${at + 1}::text[]`).join(", ");
  return `unnest(${arrays}) AS u(${numbers.map((at) => `c${at}`).join(", ")})`;
}

/** A text as a value of the column's type. */
export function castOf(column: ServerColumn, text: string): string {
  return column.formatted === "text" ? text : `${text}::${column.formatted}`;
}

// PostgreSQL, 8.15.6 "Array Input and Output Syntax".
function arrayLiteral(rows: readonly PortableRow[], write: (row: PortableRow) => string | null): string {
  let literal = "{";
  for (const row of rows) {
    const value = write(row);
    if (literal.length > 1) literal += ",";
    literal += value === null ? "NULL" : `"${/["\\]/.test(value) ? value.replace(/["\\]/g, "\\$&") : value}"`;
  }
  return `${literal}}`;
}
