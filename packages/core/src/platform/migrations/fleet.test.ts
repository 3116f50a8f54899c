import { expect, it, onTestFinished } from "vitest";
import { bootTestPlatform, temporaryFolder } from "../../testing/boot-test-platform";
import { addedColumn, makeTenants, openAsCommand, upgrade } from "../../testing/fleet-stage";
import { createDatabase } from "../../testing/postgres-server";
import { deployMigrations, migrationStatus, type Platform, planMigrations, retryMigrations } from "../index";

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
  if (isolation === "row") expect(reached).toEqual(["canary 9/9"]);
  else {
    expect(run?.waves.map(({ name, tenants }) => `${name} ${tenants.migrated}`)).toEqual([
      "canary 1",
      "1 1",
      "50% 3",
      "100% 4",
    ]);
    expect(reached[0]).toBe("canary 1/9");
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

it.each(["database", "schema"] as const)(
  "a tenant of the model %s that cannot be migrated fails alone, and is done again when it is mended",
  async (isolation) => {
    const { before, ids, open } = await installation(isolation, 7);
    const [poisoned = ""] = ids.slice(3, 4);
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
    expect(run).toMatchObject({ status: "failed", tenants: { migrated: 6, failed: 1, pending: 0 } });
    expect(run?.failed).toMatchObject([
      { tenant: "fleet_3", error: expect.stringContaining("29990101000000_unique") },
    ]);
    await expect(first.platform.tenancy.connectById(poisoned)).rejects.toMatchObject({
      code: "tenant_outdated",
    });
    const statuses = await first.platform.catalog.tenant.groupBy({ by: ["status"] });
    expect(statuses).toEqual([{ status: "active" }]);

    // Mended as an operator with the older code would.
    const old = await first.platform.openTenancy({ sqlite: [], postgresql: [] });
    onTestFinished(() => old.close());
    const stale = await old.connectById(poisoned);
    await stale.project.delete({ where: { id: twin.id } });
    await old.closeAll();
    expect(await retryMigrations(first.operator)).toMatchObject({
      status: "completed",
      tenants: { migrated: 7, failed: 0 },
    });
    await first.platform.tenancy.connectById(poisoned);
  },
);
