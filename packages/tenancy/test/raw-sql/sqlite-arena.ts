import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createSqliteAdapter } from "../../src/sqlite/adapter";
import { tenantPath } from "../../src/sqlite/files";
import { openDatabase } from "../../src/sqlite/open-database";
import { testTenancy } from "../fixture/tenancy";
import type { Arena } from "./containment";
import { assertWorks, seed, seedForeign } from "./seed";

/** Two tenants in files of their own. `guarded: false` sends raw statements unjudged. */
export async function sqliteArena({ guarded }: { guarded: boolean }): Promise<Arena> {
  const { tenancy, dir } = testTenancy({
    wrap: (datasource) =>
      guarded
        ? datasource
        : {
            ...datasource,
            open: async (id) =>
              createSqliteAdapter(openDatabase(tenantPath(dir, id)), { rawSql: "unrestricted" }),
          },
  });
  const own = await tenancy.tenants.create({ slug: "own" });
  const foreign = await tenancy.tenants.create({ slug: "foreign" });
  const handle = await tenancy.connect("own");
  await seed(handle);
  const secret = await seedForeign(await tenancy.connect("foreign"));
  await tenancy.closeTenant(foreign.id);
  const ownPath = tenantPath(dir, own.id);
  const foreignPath = tenantPath(dir, foreign.id);
  return {
    handle,
    inTransaction: (work) => handle.$transaction((tx) => work(tx)),
    targets: { foreign: foreignPath, foreignId: foreign.id, own: ownPath, copy: join(dir, "copy.db") },
    secret,
    hidden: [dir, foreign.id],
    async fingerprint() {
      return [
        ...filesIn(dir),
        ...rowsOf(ownPath, "SELECT sql FROM sqlite_schema ORDER BY name"),
        ...rowsOf(ownPath, "SELECT * FROM _prisma_migrations"),
        ...rowsOf(ownPath, "PRAGMA user_version"),
        ...rowsOf(ownPath, "PRAGMA journal_mode"),
        ...rowsOf(foreignPath, "SELECT sql FROM sqlite_schema ORDER BY name"),
        ...rowsOf(foreignPath, "SELECT * FROM Owner"),
        ...rowsOf(foreignPath, "SELECT * FROM Note"),
      ].join("\n");
    },
    assertWorks: () => assertWorks(handle),
  };
}

function filesIn(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: "utf8" })
    .filter((name) => !/-(?:wal|shm)$/.test(name))
    .sort();
}

function rowsOf(path: string, sql: string): string[] {
  const db = openDatabase(path);
  try {
    return db
      .prepare<[], object>(sql)
      .all()
      .map((row) => JSON.stringify(row));
  } finally {
    db.close();
  }
}
