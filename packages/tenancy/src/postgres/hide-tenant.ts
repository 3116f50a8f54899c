import type { RowsResult } from "./statement";

/**
 * A result without the column that says whose a row is, which `select *` from a shared table brings along: raw SQL
 * is answered as in a database of the tenant's own.
 */
export function hideTenant(result: RowsResult): RowsResult {
  const { fields, rows } = result;
  // Of a table, and not of a value that a query happens to call so.
  const hidden = fields.map(({ name, tableID }) => name === "tenant_id" && tableID !== 0);
  if (!hidden.includes(true)) return result;
  const isShown = (_: unknown, index: number) => hidden[index] !== true;
  return { ...result, fields: fields.filter(isShown), rows: rows.map((row) => row.filter(isShown)) };
}
