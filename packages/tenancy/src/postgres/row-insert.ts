import { refusedValue } from "../bundle/errors";
import type { PortableRow } from "../bundle/portable";
import type { LateReferences } from "./late-references";
import { quoteName } from "./names";
import { writerOf } from "./portable-values";
import type { Statement } from "./statement";
import { pathOf, type ServerColumn, type ServerTable, type TenantPlace } from "./tenant-tables";

/** The statements that add rows to a table: one, and one more for the references that have to wait. */
export type RowInsert = (rows: readonly PortableRow[]) => Statement[];

/** Makes the statements for a table. They throw `value_unportable`. */
export function rowInsert(place: TenantPlace, table: ServerTable, late: LateReferences | null): RowInsert {
  const waiting = new Set(late?.columns ?? []);
  const columnsOf = columnArrays(table);
  const text = insertText(place, table, table.columns, waiting);

  return (rows) => {
    const values = columnsOf(rows);
    const statements: Statement[] = [{ text, values }];
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

function insertText(
  place: TenantPlace,
  { name }: ServerTable,
  columns: readonly ServerColumn[],
  waiting: ReadonlySet<string>,
): string {
  const names = columns.map((column) => quoteName(column.name));
  // The default would be worked out for each row.
  const tenant = place.shared ? ["tenant_id"] : [];
  const values = columns.map((column, at) =>
    waiting.has(column.name) ? "NULL" : castOf(column, `u.c${at}`),
  );
  const tenantId = place.shared ? [`'${place.tenantId}'::uuid`] : [];
  return `INSERT INTO ${pathOf(place, name)} (${[...names, ...tenant].join(", ")})
    SELECT ${[...values, ...tenantId].join(", ")} FROM ${unnested(columns.length)}`;
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
