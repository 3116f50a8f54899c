import { expect, it, onTestFinished } from "vitest";
import { bootTestPlatform, temporaryFolder } from "../../testing/boot-test-platform";
import { addedColumn, makeTenants, openAsCommand, upgrade } from "../../testing/fleet-stage";
import { createDatabase, runSql } from "../../testing/postgres-server";
import { inTenantFile } from "../../testing/tenant-file";
import { schemaOf } from "../../testing/test-store";
import { compareSchemas, deployMigrations, type Platform } from "../index";

const index = (schema = "") => `CREATE INDEX "by_hand" ON ${schema}"tasks"("title")`;

/** An installation with three tenants, and a way to change one's schema behind everybody's back. */
async function installation(isolation: "database" | "schema" | "row") {
  const { dir, remove } = temporaryFolder();
  onTestFinished(remove);
  const database = isolation === "database" ? null : await createDatabase();
  const variables: Record<string, string> = database
    ? { DATABASE_URL: database.ownerUrl, ACRE_ISOLATION: isolation }
    : {};
  const booted = await bootTestPlatform(dir, variables);
  let ended = false;
  const close = async () => {
    if (!ended) await booted.close();
    ended = true;
  };
  onTestFinished(close);
  const ids = await makeTenants(booted.platform, 3);
  const meddle = async (platform: Platform, id: string) => {
    await platform.tenancy.closeTenant(id);
    if (database) await runSql(database.superUrl, index(`"${schemaOf(isolation, id)}".`));
    else await inTenantFile(platform, id, (file) => file.exec(index()));
  };
  return { dir, variables, platform: booted.platform, close, ids, meddle };
}

const operatorOf = (platform: Platform) => ({ platform, actor: "cli" });

it.each(["database", "schema", "row"] as const)(
  "schemas of the model %s are alike as they were made",
  async (isolation) => {
    const { platform, ids } = await installation(isolation);
    const reports: number[] = [];
    const { alike, groups, failed } = await compareSchemas(operatorOf(platform), (done) =>
      reports.push(done),
    );
    expect({ alike, failed, reports }).toEqual({ alike: true, failed: [], reports: [1, 2, 3] });
    expect(groups).toMatchObject([
      { tenants: ids.length, differs: false, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect(groups[0]?.slugs.toSorted()).toEqual(["fleet_0", "fleet_1", "fleet_2"]);
  },
);

it.each(["database", "schema"] as const)(
  "one that somebody changed by hand is named, on the model %s, though it is of the same version",
  async (isolation) => {
    const { platform, ids, meddle } = await installation(isolation);
    await meddle(platform, ids[1] ?? "");
    const { alike, groups } = await compareSchemas(operatorOf(platform));
    expect(alike).toBe(false);
    expect(groups).toMatchObject([
      { tenants: 2, differs: false },
      { tenants: 1, differs: true, slugs: ["fleet_1"] },
    ]);
    expect(groups[0]?.schemaVersion).toBe(groups[1]?.schemaVersion);
  },
);

it("versions are compared each by itself, suspended tenants with the rest, and all are alike after a deployment", async () => {
  const { dir, platform, ids, close } = await installation("database");
  await platform.tenancy.tenants.setStatus(ids[0] ?? "", "suspended");
  await upgrade(platform, addedColumn);
  await close();
  const { operator, platform: newer, close: end } = await openAsCommand(dir);
  onTestFinished(end);
  await newer.tenancy.tenants.create({ slug: "made_today" });
  const before = await compareSchemas(operator);
  expect(before).toMatchObject({ alike: true, failed: [] });
  expect(before.groups.map(({ tenants }) => tenants).toSorted()).toEqual([1, 3]);
  await deployMigrations(operator);
  const after = await compareSchemas(operator);
  expect(after).toMatchObject({
    alike: true,
    groups: [{ tenants: 4, schemaVersion: expect.stringContaining(addedColumn.name) }],
  });
});

it("one that somebody has alone, or whose place is gone, is told of and does not stop the rest", async () => {
  const { platform, ids } = await installation("database");
  const [busy = "", gone = ""] = ids;
  await platform.catalog.tenantDrain.create({ data: { tenantId: busy, epoch: 1 } });
  await platform.tenancy.closeAll();
  await platform.catalog.tenantKey.delete({ where: { placeId: gone } });
  const { alike, groups, failed } = await compareSchemas(operatorOf(platform));
  expect(alike).toBe(false);
  expect(groups).toMatchObject([{ tenants: 1, slugs: ["fleet_2"] }]);
  expect(failed.toSorted((one, other) => (one.slug < other.slug ? -1 : 1))).toEqual([
    { slug: "fleet_0", code: "tenant_busy" },
    { slug: "fleet_1", code: "key_missing" },
  ]);
});
