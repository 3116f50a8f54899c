import type { TenantDb } from "@acre/db";

/** Everything in a workspace's database, for telling whether anything changed. */
export async function dumpTables(db: TenantDb): Promise<Record<string, string[]>> {
  const tables = await db.$queryRawUnsafe<{ name: string }[]>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  );
  const dump: Record<string, string[]> = {};
  for (const { name } of tables) {
    const rows = await db.$queryRawUnsafe<object[]>(`SELECT * FROM "${name}"`);
    dump[name] = rows.map((row) => JSON.stringify(row, plain)).sort();
  }
  return dump;
}

function plain(_key: string, value: unknown) {
  return typeof value === "bigint" ? String(value) : value;
}
