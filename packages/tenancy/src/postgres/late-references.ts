import { TenancyError } from "../errors";
import { quoteName } from "./names";
import { castOf, unnested } from "./row-insert";
import type { Statement } from "./statement";
import {
  pathOf,
  type Reference,
  type ServerColumn,
  type ServerTable,
  type TenantPlace,
} from "./tenant-tables";

/**
 * References to rows that come later: to the table itself or around a circle. They stay empty until all rows are
 * there and wait in a temporary table.
 */
export interface LateReferences {
  readonly table: string;
  /** The columns that stay empty. */
  readonly columns: readonly string[];
  readonly create: Statement;
  /** Remembers a batch's references; its parameters are the columns at `positions`. */
  readonly insert: string;
  readonly positions: readonly number[];
  /** Fills the references in. */
  readonly update: Statement;
}

/** How the `open` references of a table are to wait; null when there are none. Throws `load_refused` where they cannot. */
export function lateReferences(
  place: TenantPlace,
  table: ServerTable,
  open: readonly Reference[],
  number: number,
): LateReferences | null {
  if (open.length === 0) return null;
  const waiting = new Set(open.flatMap((reference) => emptyable(table, reference)));
  const positioned = table.columns.map((column, at) => ({ column, at }));
  const kept = positioned.filter(({ column }) => waiting.has(column.name) || table.key.includes(column.name));
  const store = `pg_temp.acre_late_${number}`;
  const names = kept.map(({ column }) => quoteName(column.name)).join(", ");
  const values = kept.map(({ column }, at) => castOf(column, `u.c${at}`)).join(", ");
  const needed = kept.flatMap(({ column }, at) => (waiting.has(column.name) ? [`u.c${at} IS NOT NULL`] : []));
  const set = [...waiting].map((name) => `${quoteName(name)} = l.${quoteName(name)}`).join(", ");
  const same = table.key.map((name) => `t.${quoteName(name)} = l.${quoteName(name)}`);
  if (place.shared) same.push(`t.tenant_id = '${place.tenantId}'`);
  return {
    table: table.name,
    columns: [...waiting],
    create: {
      text: `CREATE TEMPORARY TABLE acre_late_${number} ON COMMIT DROP AS SELECT ${names} FROM ${pathOf(place, table.name)} WITH NO DATA`,
    },
    insert: `INSERT INTO ${store} (${names}) SELECT ${values} FROM ${unnested(kept.length)} WHERE ${needed.join(" OR ")}`,
    positions: kept.map(({ at }) => at),
    update: {
      text: `UPDATE ${pathOf(place, table.name)} t SET ${set} FROM ${store} l WHERE ${same.join(" AND ")}`,
    },
  };
}

// A reference with one empty column refers to nothing ("MATCH SIMPLE").
function emptyable({ name, columns, key }: ServerTable, reference: Reference): string[] {
  const isOpen = (column: ServerColumn) => column.nullable && !key.includes(column.name);
  const open = columns.filter((column) => reference.columns.includes(column.name) && isOpen(column));
  if (open.length > 0) return open.map((column) => column.name);
  throw new TenancyError(
    "load_refused",
    `Table ${name} refers to ${reference.parent}, whose rows come after its own, by columns that cannot be empty (${reference.columns.join(", ")}). Make the foreign key DEFERRABLE.`,
  );
}
