import { expect, it, onTestFinished } from "vitest";
import { bootTestPlatform, temporaryFolder } from "../../testing/boot-test-platform";
import { addedColumn, makeTenants, openAsCommand, upgrade } from "../../testing/fleet-stage";
import { createDatabase } from "../../testing/postgres-server";
import {
  deployMigrations,
  migrationStatus,
  type Platform,
  planMigrations,
  queryTenant,
  rehearseMigrations,
  resumeMigrations,
  retryMigrations,
} from "../index";
import { connectTenant } from "../workspaces/connect-tenant";
import { migrateAtStart } from "./migrate-at-start";

const models = ["database", "schema", "row"] as const;

/** An installation of the version before, with so many tenants, and how to open it with the next one. */
async function installation(isolation: (typeof models)[number], tenants: number) {
  const { dir, remove } = temporaryFolder();
  onTestFinished(remove);
  const variables: Record<string, string> =
    isolation === "database"
      ? {}
      : { DATABASE_URL: (await createDatabase()).ownerUrl, ACRE_ISOLATION: isolation };
  const before = await bootTestPlatform(dir, variables);
  const ids = await makeTenants(before.platform, tenants);
  const version = (await before.platform.tenancy.tenants.getById(ids[0] ?? ""))?.schemaVersion;
  async function open() {
    const opened = await openAsCommand(dir, variables);
    onTestFinished(opened.close);
    return opened;
  }
  return { dir, variables, before, ids, version, open };
}

async function hasColumn(platform: Platform, id: string): Promise<boolean> {
  const db = await platform.tenancy.connectById(id);
  return db.$queryRawUnsafe('SELECT "estimate" FROM "projects"').then(
    () => true,
    () => false,
  );
}

it.each(models)("brings a fleet of the model %s up to date in waves, canaries first", async (isolation) => {
  const { before, ids, open } = await installation(isolation, 9);
  await upgrade(before.platform, addedColumn);
  await before.close();
  const { operator, platform } = await open();
  expect(await migrationStatus(operator)).toMatchObject({
    tenants: { total: 9, current: 0, behind: 9 },
    migrations: [addedColumn.name],
    run: null,
  });
  const input = { canary: ["fleet_3"], waves: ["1", "50%"] };
  expect(await planMigrations(operator, input)).toMatchObject({
    tenants: 9,
    migrations: [{ name: addedColumn.name, additive: true, risks: [] }],
    refused: null,
  });

  const reached: string[] = [];
  const run = await deployMigrations(operator, input, {
    onProgress: ({ wave, done, total }) => reached.push(`${wave} ${done}/${total}`),
  });
  expect(run).toMatchObject({ status: "completed", tenants: { migrated: 9, pending: 0, failed: 0 } });
  if (isolation === "row") expect(reached).toEqual(["canary 0/9", "canary 9/9"]);
  else {
    expect(run?.waves.map(({ name, tenants }) => `${name} ${tenants.migrated}`)).toEqual([
      "canary 1",
      "1 1",
      "50% 3",
      "100% 4",
    ]);
    expect(reached.slice(0, 2)).toEqual(["canary 0/9", "canary 1/9"]);
  }
  for (const id of ids) expect(await hasColumn(platform, id)).toBe(true);
  expect(await platform.catalog.tenantDrain.count()).toBe(0);
  expect(await platform.catalog.tenantOperation.count({ where: { running: { not: null } } })).toBe(0);
  expect(await platform.catalog.tenant.groupBy({ by: ["status"], _count: true })).toEqual([
    { status: "active", _count: 9 },
  ]);
  expect(await deployMigrations(operator)).toBe(null);
  expect(await migrationStatus(operator)).toMatchObject({ tenants: { current: 9, behind: 0 } });
});

const full = process.env.ACRE_TEST_FULL !== undefined;

it.each([
  ["database", full ? 2000 : 7],
  ["schema", full ? 300 : 7],
] as const)(
  "a tenant of the model %s that cannot be migrated fails alone, and is done again when it is mended",
  async (isolation, count) => {
    const { before, ids, open } = await installation(isolation, count);
    const middle = Math.floor(count / 2);
    const poisoned = ids[middle] ?? "";
    const add = async (key: string) => {
      const db = await before.platform.tenancy.connectById(poisoned);
      const user = await db.user.create({ data: { email: `${key}@acme.com`, name: key, role: "owner" } });
      return db.project.create({ data: { key, name: "Twin", ownerId: user.id } });
    };
    await add("A");
    const twin = await add("B");
    await upgrade(before.platform, {
      name: "29990101000000_unique",
      sqlite: 'CREATE UNIQUE INDEX "projects_name_key" ON "projects"("name")',
    });
    await before.close();
    const first = await open();
    const run = await deployMigrations(first.operator);
    expect(run).toMatchObject({ status: "failed", tenants: { migrated: count - 1, failed: 1, pending: 0 } });
    expect(run?.failed).toMatchObject([
      { tenant: `fleet_${middle}`, error: expect.stringContaining("29990101000000_unique") },
    ]);
    await expect(first.platform.tenancy.connectById(poisoned)).rejects.toMatchObject({
      code: "tenant_outdated",
    });
    const statuses = await first.platform.catalog.tenant.groupBy({ by: ["status"] });
    expect(statuses).toEqual([{ status: "active" }]);

    const tenant = `fleet_${middle}`;
    const asked = await queryTenant(first.operator, { tenant, sql: "SELECT count(*) AS n FROM projects" });
    expect(asked.rows).toEqual([{ n: 2 }]);
    const sql = `DELETE FROM projects WHERE id = '${twin.id}'`;
    expect(await queryTenant(first.operator, { tenant, sql, write: true })).toMatchObject({ changed: 1 });
    expect(await retryMigrations(first.operator)).toMatchObject({
      status: "completed",
      tenants: { migrated: count, failed: 0 },
    });
    const mended = await first.platform.tenancy.connectById(poisoned);
    expect(await mended.auditEvent.findMany({ where: { action: "data.changed" } })).toMatchObject([
      { actorKind: "operator", changes: expect.stringContaining("DELETE FROM projects") },
    ]);
  },
  full ? 1_200_000 : 60_000,
);

it("beside a server of the version before: it serves everyone, and the newer code those that the run has reached", async () => {
  const { before: old, ids, open } = await installation("database", 3);
  await upgrade(old.platform, addedColumn);
  const beside = await open();
  const { operator, platform } = beside;
  const enter = (tenancy: Platform["tenancy"], slug: string) =>
    tenancy.connect(slug).then((db) => db.project.count());

  const stop = new AbortController();
  const paused = await deployMigrations(
    operator,
    { canary: ["fleet_1"] },
    { signal: stop.signal, onProgress: ({ done }) => done > 0 && stop.abort() },
  );
  expect(paused).toMatchObject({ status: "paused", tenants: { migrated: 1, pending: 2 } });
  for (const slug of ["fleet_0", "fleet_1", "fleet_2"])
    expect(await enter(old.platform.tenancy, slug)).toBe(0);
  expect(await enter(platform.tenancy, "fleet_1")).toBe(0);
  // A start of the newer code leaves alone what the run holds back; 503 is what a request gets then.
  const log: string[] = [];
  expect(await migrateAtStart(platform, (line) => log.push(line))).toMatchObject({ migrated: 0, failed: [] });
  expect(log.join()).toContain("acre migrate resume");
  await expect(connectTenant(platform, ids[0] ?? "")).rejects.toMatchObject({ code: "unavailable" });
  await expect(deployMigrations(operator)).rejects.toMatchObject({ code: "run_open" });
  // Who lost the run has no word in what becomes of its tenants.
  const held = await platform.ledger.open();
  if (held === null) throw new Error("The run is gone.");
  const note = platform.ledger.note({ ...held, processId: "another" }, ids[0] ?? "", "gone", null);
  await expect(note).rejects.toMatchObject({ code: "lease_lost" });

  expect(await resumeMigrations(operator)).toMatchObject({ status: "completed", tenants: { migrated: 3 } });
  expect(await enter(platform.tenancy, "fleet_0")).toBe(0);
  expect(await enter(old.platform.tenancy, "fleet_0")).toBe(0);

  // What the older server would not survive waits for its end, or for whoever knows better.
  await upgrade(platform, {
    name: "29990102000000_less",
    sqlite: 'ALTER TABLE "projects" DROP COLUMN "estimate"',
  });
  await beside.close();
  const later = await open();
  const refusal = { code: "migration_not_additive", message: expect.stringContaining("29990102000000_less") };
  await expect(deployMigrations(later.operator)).rejects.toMatchObject(refusal);
  expect((await planMigrations(later.operator)).refused).toContain("older version");
  expect(await migrateAtStart(later.platform, (line) => log.push(line))).toMatchObject({ migrated: 0 });
  await old.close();
  expect(await deployMigrations(later.operator)).toMatchObject({
    status: "completed",
    tenants: { migrated: 3 },
  });
});

it("a tenant whose rows are in the way of all that share its tables can be mended, and all are brought up to date", async () => {
  const { before, ids, open } = await installation("row", 3);
  const db = await before.platform.tenancy.connectById(ids[1] ?? "");
  const user = await db.user.create({ data: { email: "a@acme.com", name: "A", role: "owner" } });
  for (const key of ["A", "B"]) await db.project.create({ data: { key, name: "Twin", ownerId: user.id } });
  await upgrade(before.platform, {
    name: "29990101000000_unique",
    sqlite: 'CREATE UNIQUE INDEX "projects_name_key" ON "projects"("name")',
  });
  await before.close();
  const { operator } = await open();
  expect(await deployMigrations(operator)).toMatchObject({ status: "failed", tenants: { failed: 3 } });
  const sql = "DELETE FROM projects WHERE key = 'B'";
  expect(await queryTenant(operator, { tenant: "fleet_1", sql, write: true })).toMatchObject({ changed: 1 });
  expect(await retryMigrations(operator)).toMatchObject({ status: "completed", tenants: { migrated: 3 } });
});

it("a rehearsal tells what the migrations do to a copy, and leaves neither a copy nor a change", async () => {
  const { before, ids, open } = await installation("database", 3);
  await upgrade(before.platform, addedColumn);
  await before.close();
  const { operator, platform } = await open();
  const report = await rehearseMigrations(operator, { tenants: ["fleet_0"] });
  expect(report).toMatchObject({
    good: true,
    skipped: [],
    estimate: { tenants: 3 },
    rehearsals: [{ slug: "fleet_0", error: null }],
  });
  const changed = report.rehearsals[0]?.tables.filter(({ sameColumns }) => !sameColumns);
  expect(changed).toMatchObject([{ table: "projects", sameRows: null }]);
  expect((await rehearseMigrations(operator, { sample: "50%" })).rehearsals).toHaveLength(2);
  expect(
    (await platform.catalog.tenant.findMany({ select: { id: true } })).map(({ id }) => id).sort(),
  ).toEqual([...ids].sort());
  expect(
    await platform.catalog.tenantKey.count({
      where: { placeId: { notIn: ids }, NOT: { placeId: { startsWith: "stock-" } } },
    }),
  ).toBe(0);
  expect(await migrationStatus(operator)).toMatchObject({ tenants: { behind: 3 } });
});
