import { quoteName } from "./names";
import type { OwnerSession } from "./owner";
import type { PostgresServer } from "./server";

/** What the tables of the schema called $1, which is quoted, take with their indexes and long values. */
export const bytesInSchema =
  "SELECT coalesce(sum(pg_catalog.pg_total_relation_size(oid)), 0)::float8 FROM pg_catalog.pg_class WHERE relnamespace = to_regnamespace($1) AND relkind = 'r'";

/** What a schema takes on the disk; null on Citus, whose nodes hold the tables. */
export async function sizeOfSchema(server: PostgresServer, schema: string): Promise<number | null> {
  const { citus } = await server.ready();
  if (citus) return null;
  const { rows } = await server.owner.query(bytesInSchema, [quoteName(schema)]);
  return Number(rows[0]?.[0] ?? 0);
}

// Rows are counted in the key's index, which the tenant's id leads. What the server counts while it works is newer than
// what it found at the last ANALYZE, but is lost in a crash: the larger of the two is nearer.
const shareText = (
  table: string,
  index: number,
) => `SELECT p.bytes * own.rows / greatest(p.rows, own.rows, 1) AS bytes
  FROM (SELECT count(*)::float8 AS rows FROM ${table} WHERE "tenant_id" = $1::uuid) own,
       (SELECT sum(pg_catalog.pg_total_relation_size(c.oid))::float8 AS bytes,
               sum(greatest(pg_catalog.pg_stat_get_live_tuples(c.oid), c.reltuples))::float8 AS rows
          FROM pg_catalog.pg_class c
         WHERE c.oid = $${index + 2}::regclass
            OR c.oid IN (SELECT inhrelid FROM pg_catalog.pg_inherits WHERE inhparent = $${index + 2}::regclass)) p`;

/** A tenant's share of tables that it shares with others, by the number of its rows. To be asked in its context. */
export async function shareOfTables(
  session: OwnerSession,
  tenantId: string,
  tables: readonly string[],
): Promise<number> {
  if (tables.length === 0) return 0;
  const { rows } = await session.send({
    text: `SELECT coalesce(round(sum(bytes)), 0)::float8 FROM (${tables.map(shareText).join(" UNION ALL ")}) shares`,
    values: [tenantId, ...tables],
  });
  return Number(rows[0]?.[0] ?? 0);
}
