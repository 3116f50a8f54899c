import type { OwnerSession } from "./owner";
import { searchPathOf } from "./tenant-binding";

/** What is left of a tenant's schema: itself, and a fence around it. */
export async function residueOfSchema(
  session: OwnerSession,
  tenantId: string,
  schema: string,
): Promise<string[]> {
  const { rows } = await session.send({
    text: `SELECT 'schema ' || nspname FROM pg_catalog.pg_namespace WHERE nspname = $1
           UNION ALL SELECT 'a fence in acre.fences' FROM acre.fences WHERE tenant_id = $2::uuid AND place = $3`,
    values: [schema, tenantId, searchPathOf(schema)],
  });
  return rows.map(([what]) => String(what));
}

/** What is left of a tenant in shared tables: rows, counts, its entry, a fence. To be asked in the tenant's context. */
export async function residueOfRows(
  session: OwnerSession,
  tenantId: string,
  schema: string,
  tables: readonly string[],
): Promise<string[]> {
  const found = tables.map(
    (table, index) =>
      `SELECT $${index + 4}::text WHERE EXISTS (SELECT 1 FROM ${table} WHERE "tenant_id" = $1::uuid)`,
  );
  const { rows } = await session.send({
    text: [
      "SELECT 'an entry in acre.row_tenants' WHERE EXISTS (SELECT 1 FROM acre.row_tenants WHERE tenant_id = $1::uuid AND rows_in = $2)",
      "SELECT 'a fence in acre.fences' WHERE EXISTS (SELECT 1 FROM acre.fences WHERE tenant_id = $1::uuid AND place = $3)",
      "SELECT 'counts in acre.counters' WHERE EXISTS (SELECT 1 FROM acre.counters WHERE tenant_id = $1::uuid)",
      ...found,
    ].join(" UNION ALL "),
    values: [tenantId, schema, searchPathOf(schema), ...tables.map((table) => `rows in ${table}`)],
  });
  return rows.map(([what]) => String(what));
}
