import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { codeHistory } from "@acre/db/platform";
import Database from "better-sqlite3";
import { expect, it, onTestFinished } from "vitest";
import { bootTestPlatform, temporaryFolder } from "../../testing/boot-test-platform";
import { makeTenants, openAsCommand, upgrade } from "../../testing/fleet-stage";
import { createDatabase, runSql } from "../../testing/postgres-server";
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
const models = ["database", "schema", "row"] as const;

it.each(models)(
  "a run over tenants of the model %s that is killed again and again leaves none half migrated, and is finished by resuming",
  async (isolation) => {
    const { dir, remove } = temporaryFolder();
    onTestFinished(remove);
    const database = isolation === "database" ? null : await createDatabase();
    const variables: Record<string, string> = database
      ? { DATABASE_URL: database.ownerUrl, ACRE_ISOLATION: isolation }
      : {};
    const before = await bootTestPlatform(dir, variables);
    const ids = await makeTenants(before.platform, full ? 30 : 4);
    const more = { name: change.name, sqlite: change.sqlite.replace(/^UPDATE.*$/m, "") };
    // Rows of shared tables are changed by a text of their own.
    await upgrade(before.platform, isolation === "row" ? more : change);
    await before.close();
    /** As if the lease of the killed process were over by now, which takes seconds. */
    const forgetDead = async () => {
      if (database) await runSql(database.superUrl, "DELETE FROM acre_catalog.server_processes");
      else new Database(join(dir, "data/catalog.db")).exec("DELETE FROM server_processes").close();
    };

    let kills = 0;
    // Right before each statement in turn, from where the one before came to; one of them unless all are asked for.
    for (let killAt = full ? 1 : 30; ; killAt += 1) {
      const said = await runAndKill({ dir, variables, killAt });
      await forgetDead();
      if (said !== "") break;
      kills += 1;
      if (!full) break;
    }
    expect(kills).toBeGreaterThan(0);

    const { operator, platform, close } = await openAsCommand(dir, variables);
    onTestFinished(close);
    const older = await platform.openTenancy(codeHistory());
    onTestFinished(() => older.close());
    for (const id of ids) expect(["before", "after"]).toContain(await stateOf(older, id));
    await older.closeAll();
    const { run } = await migrationStatus(operator);
    if (run?.finishedAt === null) await resumeMigrations(operator);
    else await deployMigrations(operator);
    const status = await migrationStatus(operator);
    expect(status.run).toMatchObject({ status: "completed", failed: [] });
    expect(status).toMatchObject({ tenants: { behind: 0, total: ids.length } });
    for (const id of ids) expect(await stateOf(platform.tenancy, id)).toBe("after");
    const versions = await platform.catalog.tenant.groupBy({ by: ["schemaVersion", "status"], _count: true });
    expect(versions).toMatchObject([{ status: "active", _count: ids.length }]);
    expect(await platform.catalog.tenantDrain.count()).toBe(0);
    expect(await platform.catalog.tenantOperation.count({ where: { running: { not: null } } })).toBe(0);
  },
  full ? 3_600_000 : 120_000,
);

/** Whether a tenant has all of the change, or nothing. Throws for anything between. */
async function stateOf(tenancy: Platform["tenancy"], id: string): Promise<"before" | "after"> {
  const db = await tenancy.connectById(id);
  const works = (sql: string) =>
    db.$queryRawUnsafe(sql).then(
      () => true,
      () => false,
    );
  const parts = [
    await works('SELECT "estimate" FROM "projects"'),
    await works('SELECT "amount" FROM "budgets"'),
  ];
  if (parts.every(Boolean)) return "after";
  if (parts.every((part) => !part)) return "before";
  throw new Error(`Tenant ${id} is half migrated: ${parts.join(", ")}`);
}

/** What the process said: nothing when it was killed. */
async function runAndKill(job: object): Promise<string> {
  const child = spawn(process.execPath, ["--import", "tsx", fixture, JSON.stringify(job)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said, [code, signal]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  expect(signal === "SIGKILL" || code === 0).toBe(true);
  return said;
}
