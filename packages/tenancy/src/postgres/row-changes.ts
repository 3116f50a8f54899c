import { quoteName } from "./names";
import { castOf, columnArrays, type RowInsert, unnested } from "./row-insert";
import { pathOf, type ServerTable, type TenantPlace } from "./tenant-tables";

/** Makes the statement that gives rows, told by their keys, new values. It throws `value_unportable`. */
export function rowChange(place: TenantPlace, table: ServerTable): RowInsert {
  const { columns, key, name } = table;
  const set = columns.flatMap((column, at) =>
    key.includes(column.name) ? [] : [`${quoteName(column.name)} = ${castOf(column, `u.c${at}`)}`],
  );
  if (set.length === 0) return () => [];
  const text = `UPDATE ${pathOf(place, name)} t SET ${set.join(", ")} FROM ${unnested(columns.length)} WHERE ${sameKey(place, table)}`;
  const values = columnArrays(table);
  return (rows) => [{ text, values: values(rows) }];
}

/** Makes the statement that removes the rows that have these rows' keys. */
export function rowRemoval(place: TenantPlace, table: ServerTable): RowInsert {
  const text = `DELETE FROM ${pathOf(place, table.name)} t USING ${unnested(table.columns.length)} WHERE ${sameKey(place, table)}`;
  const values = columnArrays(table);
  return (rows) => [{ text, values: values(rows) }];
}

function sameKey(place: TenantPlace, { columns, key }: ServerTable): string {
  const own = columns.map((column, at) => ({ column, at })).filter(({ column }) => key.includes(column.name));
  // With "=", an index finds the row; a primary key's columns are never empty.
  const equals = own.some(({ column }) => column.nullable) ? "IS NOT DISTINCT FROM" : "=";
  const same = own.map(
    ({ column, at }) => `t.${quoteName(column.name)} ${equals} ${castOf(column, `u.c${at}`)}`,
  );
  if (place.shared) same.push(`t.tenant_id = '${place.tenantId}'`);
  return same.join(" AND ");
}
