import type { TenantDb } from "@acre/db";
import { migrationsOf } from "@acre/db/platform";

// A tenant's handle does not list tables, which on PostgreSQL would list other tenants' too. The migrations name them.
const tables = migrationsOf("tenant", "postgresql")
  .flatMap(({ sql }) => [...sql.matchAll(/^CREATE TABLE "(\w+)"/gm)])
  .map(([, name = ""]) => name)
  .sort();

/** Everything in a workspace's database, for telling whether anything changed. */
export async function dumpTables(db: TenantDb): Promise<Record<string, string[]>> {
  const dump: Record<string, string[]> = {};
  for (const name of tables) {
    const rows = await db.$queryRawUnsafe<object[]>(`SELECT * FROM "${name}"`);
    dump[name] = rows.map((row) => JSON.stringify(row, plain)).sort();
  }
  return dump;
}

function plain(_key: string, value: unknown) {
  return typeof value === "bigint" ? String(value) : value;
}
