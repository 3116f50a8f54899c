import type { OwnerSession } from "./owner";
import type { Statement } from "./statement";
import { searchPathOf } from "./tenant-binding";

// Counts are named after the table that they number: a shared one, or on Citus one in a schema of the tenant's own.
// Raw SQL can make others, whatever the model.
const strayCounts = `FROM acre.counters AS c WHERE c.tenant_id = $1::uuid
  AND NOT EXISTS (SELECT 1 FROM acre.row_tenants AS r WHERE r.tenant_id = $1::uuid AND starts_with(c.name, r.rows_in || '.'))
  AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_namespace AS n
                   WHERE strpos(n.nspname, replace($1::uuid::text, '-', '')) > 0 AND starts_with(c.name, n.nspname || '.'))`;

/** Takes away the counts of a tenant's that belong to no place of its rows in this database. */
export function noStrayCounts(tenantId: string): Statement {
  return { text: `DELETE ${strayCounts}`, values: [tenantId] };
}

/** What is left of a tenant's schema: itself, a fence around it, counts. */
export async function residueOfSchema(
  session: OwnerSession,
  tenantId: string,
  schema: string,
): Promise<string[]> {
  const { rows } = await session.send({
    text: `SELECT 'schema ' || nspname FROM pg_catalog.pg_namespace WHERE nspname = $2
           UNION ALL SELECT 'a fence in acre.fences' FROM acre.fences WHERE tenant_id = $1::uuid AND place = $3
           UNION ALL SELECT 'counts in acre.counters' WHERE EXISTS (SELECT 1 ${strayCounts})`,
    values: [tenantId, schema, searchPathOf(schema)],
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
      "SELECT 'counts in acre.counters' WHERE EXISTS (SELECT 1 FROM acre.counters WHERE tenant_id = $1::uuid AND starts_with(name, $2 || '.'))",
      `SELECT 'stray counts in acre.counters' WHERE EXISTS (SELECT 1 ${strayCounts})`,
      ...found,
    ].join(" UNION ALL "),
    values: [tenantId, schema, searchPathOf(schema), ...tables.map((table) => `rows in ${table}`)],
  });
  return rows.map(([what]) => String(what));
}
