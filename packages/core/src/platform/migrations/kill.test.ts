import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it, onTestFinished } from "vitest";
import { bootTestPlatform, temporaryFolder } from "../../testing/boot-test-platform";
import { makeTenants, openAsCommand, upgrade } from "../../testing/fleet-stage";
import { createDatabase, runSql, urlAs } from "../../testing/postgres-server";
import { runAndKill } from "../../testing/run-and-kill";
import { deployMigrations, migrationStatus, type Platform, resumeMigrations } from "../index";

const fixture = join(import.meta.dirname, "killed-run.fixture.ts");
const change = {
  name: "29990101000000_budgets",
  sqlite: [
    'ALTER TABLE "projects" ADD COLUMN "estimate" INTEGER;',
    `UPDATE "projects" SET "estimate" = 7;`,
    'CREATE TABLE "budgets" ("id" TEXT NOT NULL, "amount" INTEGER NOT NULL, CONSTRAINT "budgets_pkey" PRIMARY KEY ("id"));',
    `CREATE INDEX "budgets_amount_idx" ON "budgets"("amount");`,
  ].join("\n"),
};
const full = process.env.ACRE_TEST_FULL !== undefined;
const models = [
  ["database", ""],
  ["database", " outside of a transaction"],
  ["schema", ""],
  ["row", ""],
] as const;

it.each(models)(
  "a run over tenants of the model %s%s that is killed before any statement leaves none half migrated, and is finished by resuming",
  async (isolation, outside) => {
    const { dir, remove } = temporaryFolder();
    onTestFinished(remove);
    const database = isolation === "database" ? null : await createDatabase();
    const variables: Record<string, string> = database
      ? { DATABASE_URL: database.ownerUrl, ACRE_ISOLATION: isolation }
      : {};
    const before = await bootTestPlatform(dir, variables);
    // The second batch of a run has two in it.
    const ids = await makeTenants(before.platform, 3);
    for (const id of ids) await addProject(before.platform, id);
    const unchanged = await hashesOf(before.platform, ids);
    expect(unchanged.size).toBe(1);
    let { sqlite } = change;
    // Rows of shared tables are changed by a text of their own.
    if (isolation === "row") sqlite = sqlite.replace(/^UPDATE.*$/m, "");
    if (outside) sqlite = sqlite.replace("CREATE INDEX", "VACUUM;\nCREATE INDEX");
    await upgrade(before.platform, { ...change, sqlite });
    await before.close();
    const startAnew = await rememberInstallation(dir, database);

    let kills = 0;
    // One statement, unless all are asked for: from the first one to the end of the run.
    for (let killAt = full ? 1 : 30; ; killAt += 1) {
      const when = outside && !full ? { killBefore: "VACUUM" } : { killAt };
      const said = await runAndKill(fixture, { dir, variables, ...when });
      // A machine that is too busy to let it keep its lease says nothing of this statement.
      if (said.startsWith("starved")) {
        await startAnew();
        killAt -= 1;
        continue;
      }
      if (said !== "") break;
      kills += 1;
      // As if the lease of the killed process were over by now, which takes seconds.
      if (database) await runSql(database.superUrl, "DELETE FROM acre_catalog.server_processes");
      else new Database(join(dir, "data/catalog.db")).exec("DELETE FROM server_processes").close();

      const { operator, platform, close } = await openAsCommand(dir, variables);
      try {
        const found = await hashesOf(platform, ids);
        const { run } = await migrationStatus(operator);
        if (run?.finishedAt === null) await resumeMigrations(operator);
        else await deployMigrations(operator);
        await assertFinished(platform, ids, { filled: isolation !== "row" });
        const status = await migrationStatus(operator);
        expect(status.run).toMatchObject({ status: "completed", failed: [] });
        expect(status.tenants).toMatchObject({ behind: 0, total: ids.length });

        // Right after the kill each had all of the change or nothing; now each is as if made today.
        const { id } = await platform.tenancy.tenants.create({ slug: "made_today" });
        const asItShouldBe = await hashesOf(platform, [id]);
        expect(await hashesOf(platform, ids)).toEqual(asItShouldBe);
        expect(asItShouldBe).not.toEqual(unchanged);
        for (const hash of found) expect([...unchanged, ...asItShouldBe]).toContain(hash);
      } catch (error) {
        throw new Error(`Killed before statement ${killAt}.`, { cause: error });
      } finally {
        await close();
      }
      if (!full) break;
      await startAnew();
    }
    expect(kills).toBeGreaterThan(0);
    if (full) console.log(`${isolation}${outside}: killed before each of ${kills} statements`);
  },
  full ? 3_600_000 : 120_000,
);

async function addProject({ tenancy }: Platform, id: string): Promise<void> {
  const db = await tenancy.connectById(id);
  const user = await db.user.create({ data: { email: "ada@acme.com", name: "Ada", role: "owner" } });
  await db.project.create({ data: { key: "A", name: "Twin", ownerId: user.id } });
}

/** What the tenants' schemas say, once for all that are alike. */
async function hashesOf({ tenancy }: Platform, ids: string[]): Promise<Set<string>> {
  const hashes = new Set<string>();
  for (const id of ids) hashes.add(await tenancy.migrations.schemaHash(id));
  return hashes;
}

/** Throws unless every tenant has all of the change, is open, and nothing of the run is left under way. */
async function assertFinished(
  { tenancy, catalog }: Platform,
  ids: string[],
  { filled }: { filled: boolean },
): Promise<void> {
  for (const id of ids) {
    const db = await tenancy.connectById(id);
    expect(await db.$queryRawUnsafe('SELECT "estimate" FROM "projects"')).toEqual([
      { estimate: filled ? 7 : null },
    ]);
    expect(await db.$queryRawUnsafe('SELECT "amount" FROM "budgets"')).toEqual([]);
  }
  const versions = await catalog.tenant.groupBy({ by: ["schemaVersion", "status"], _count: true });
  expect(versions).toMatchObject([{ status: "active", _count: ids.length }]);
  expect(await catalog.tenantDrain.count()).toBe(0);
  expect(await catalog.tenantOperation.count({ where: { running: { not: null } } })).toBe(0);
}

/** Keeps the installation as it is, and returns what brings it back to that. */
async function rememberInstallation(dir: string, database: { name: string } | null) {
  const kept = temporaryFolder();
  onTestFinished(kept.remove);
  cpSync(dir, kept.dir, { recursive: true });
  const server = urlAs("postgres");
  /** Who may do what with a database is not copied with it. */
  const copyDatabase = async (from: string, to: string, options = "") => {
    await runSql(server, `CREATE DATABASE ${to} TEMPLATE ${from} ${options}`);
    const rights = "(SELECT datacl FROM pg_database WHERE datname = $1)";
    await runSql(server, `UPDATE pg_database SET datacl = ${rights} WHERE datname = $2`, [from, to]);
  };
  if (database && full) await copyDatabase(database.name, `${database.name}_kept`);
  return async () => {
    rmSync(dir, { recursive: true });
    cpSync(kept.dir, dir, { recursive: true });
    if (database === null) return;
    const { name } = database;
    await runSql(server, `DROP DATABASE ${name} WITH (FORCE)`);
    await copyDatabase(`${name}_kept`, name, `OWNER ${name}`);
  };
}
