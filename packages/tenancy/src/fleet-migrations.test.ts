import { rmSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Db, fixtureMigrations, type TestTenancyOptions, testTenancy } from "../test/fixture/tenancy";
import { migration } from "./migrations/migration";
import { createSignal } from "./pool/signal";
import { tenantPath } from "./sqlite/files";
import { openDatabase } from "./sqlite/open-database";

const more = migration("2_more", "CREATE TABLE more(x)");

async function fleet(size: number) {
  const old = testTenancy();
  for (let n = 0; n < size; n++) await old.tenancy.tenants.create({ slug: `tenant_${n}` });
  await old.tenancy.closeAll();
  const upgraded = (options: TestTenancyOptions = {}) =>
    testTenancy({
      registry: old.registry,
      dir: old.dir,
      migrations: [...fixtureMigrations, more],
      ...options,
    });
  return { ...old, upgraded };
}

/** What no handle lets through: done beside the engine, as an operator with a shell might. */
function runOnFile(path: string, statement: string): void {
  const file = openDatabase(path);
  file.exec(statement);
  file.close();
}

describe("status", () => {
  it("tells from the registry who is current, behind or unknown", async () => {
    const { tenancy, upgraded } = await fleet(2);
    expect((await tenancy.migrations.status()).map(({ state }) => state)).toEqual(["current", "current"]);
    const next = upgraded().tenancy;
    expect(await next.migrations.status()).toMatchObject([
      { slug: "tenant_0", state: "behind", pending: 1 },
      { slug: "tenant_1", state: "behind", pending: 1 },
    ]);
    await next.migrations.deploy();
    expect(await tenancy.migrations.status()).toMatchObject([
      { state: "unknown", pending: null },
      { state: "unknown" },
    ]);
    expect(next.openTenants()).toEqual([]);
  });
});

describe("deploy", () => {
  it("brings everyone up to date, and opens nobody who is", async () => {
    const { upgraded, dir } = await fleet(5);
    const seen: string[][] = [];
    let opened = 0;
    const { tenancy } = upgraded({
      wrap: (datasource) => ({
        ...datasource,
        migrate: (id) => {
          opened++;
          return datasource.migrate(id);
        },
      }),
    });
    const report = await tenancy.migrations.deploy({
      concurrency: 2,
      onProgress: ({ applied }) => seen.push(applied),
    });
    expect(report).toEqual({ current: 0, migrated: 5, failed: [] });
    expect(seen).toEqual(Array(5).fill(["2_more"]));
    // Were a current tenant opened, its missing file would be noticed.
    for (const { id } of await tenancy.tenants.list()) rmSync(tenantPath(dir, id));
    expect(await tenancy.migrations.deploy()).toEqual({ current: 5, migrated: 0, failed: [] });
    expect(opened).toBe(5);
  });

  it("reports a tenant's failure, goes on with the rest, and finishes at the next run", async () => {
    const { upgraded, tenancy: old, dir } = await fleet(3);
    const bad = tenantPath(dir, (await old.tenants.get("tenant_1"))?.id ?? "");
    runOnFile(bad, "CREATE TABLE more(y)");
    const { tenancy } = upgraded();
    const report = await tenancy.migrations.deploy();
    expect(report).toMatchObject({
      current: 0,
      migrated: 2,
      failed: [{ slug: "tenant_1", error: { code: "migration_failed" } }],
    });
    await expect(tenancy.connect("tenant_1")).rejects.toMatchObject({ code: "tenant_outdated" });
    await tenancy.connect("tenant_2");
    runOnFile(bad, "DROP TABLE more");
    expect(await tenancy.migrations.deploy()).toEqual({ current: 2, migrated: 1, failed: [] });
    await tenancy.connect("tenant_1");
  });

  it("ends with what onProgress throws, once what is under way has ended and been counted", async () => {
    const { upgraded } = await fleet(4);
    const told: unknown[] = [];
    let begun = 0;
    let ended = 0;
    let tell = () => {};
    const first = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const { tenancy } = upgraded({
      wrap: (datasource) => ({
        ...datasource,
        async migrate(id) {
          if (++begun > 1) await first.then(() => new Promise((resolve) => setImmediate(resolve)));
          const result = await datasource.migrate(id);
          ended++;
          return result;
        },
      }),
    });
    const deploying = tenancy.migrations.deploy({
      concurrency: 2,
      onProgress({ error }) {
        told.push(error);
        tell();
        if (told.length === 1) throw new Error("No terminal.");
      },
    });
    await expect(deploying).rejects.toThrow("No terminal.");
    expect({ begun, ended, told }).toEqual({ begun: 2, ended: 2, told: [undefined, undefined] });
    expect(await tenancy.migrations.deploy()).toEqual({ current: 2, migrated: 2, failed: [] });
  });

  it("has a tenant to itself: handles are closed before, and wait until it is done", async () => {
    const { upgraded, registry } = await fleet(1);
    const [before] = await registry.list();
    const seen: string[] = [];
    let held: Db | undefined;
    let count: Promise<unknown> | undefined;
    const { tenancy } = upgraded({
      wrap: (datasource) => ({
        ...datasource,
        async migrate(id) {
          seen.push(`migrating with ${tenancy.openTenants().length} open`);
          count = held?.owner.count().then(() => seen.push("query"));
          await new Promise((resolve) => setImmediate(resolve));
          const result = await datasource.migrate(id);
          seen.push("migrated");
          return result;
        },
      }),
    });
    await tenancy.migrations.deploy();
    held = await tenancy.connect("tenant_0");
    seen.length = 0;
    await registry.update(before?.id ?? "", { schemaVersion: before?.schemaVersion ?? null });
    await tenancy.migrations.deploy();
    await count;
    expect(seen).toEqual(["migrating with 0 open", "migrated", "query"]);
  });

  it("catches up when it was killed between the database and the registry", async () => {
    const { upgraded, registry } = await fleet(1);
    const first = upgraded().tenancy;
    const [before] = await registry.list();
    await first.migrations.deploy();
    await registry.update(before?.id ?? "", { schemaVersion: before?.schemaVersion ?? null });
    const applied: string[] = [];
    const report = await first.migrations.deploy({
      onProgress: (progress) => applied.push(...progress.applied),
    });
    expect(report.migrated).toBe(1);
    expect(applied).toEqual([]);
    expect(await first.migrations.deploy()).toMatchObject({ current: 1 });
  });

  it("reports a tenant that is ahead of this code, and leaves it alone", async () => {
    const { tenancy, upgraded } = await fleet(1);
    await upgraded().tenancy.migrations.deploy();
    expect(await tenancy.migrations.deploy()).toMatchObject({
      migrated: 0,
      failed: [{ slug: "tenant_0", error: { code: "migration_ahead" } }],
    });
  });

  it("migrates suspended tenants, and neither those in the making nor those being removed", async () => {
    const { upgraded, registry } = await fleet(3);
    const [a, b, c] = await registry.list();
    await registry.update(a?.id ?? "", { status: "suspended" });
    await registry.update(b?.id ?? "", { status: "deleting" });
    await registry.update(c?.id ?? "", { status: "provisioning" });
    expect(await upgraded().tenancy.migrations.deploy()).toEqual({ current: 0, migrated: 1, failed: [] });
  });
});

it("a tenant whose schema is being read is let go of before anybody has it alone", async () => {
  const reading = createSignal();
  const read = createSignal();
  const { tenancy } = testTenancy({
    wrap: (datasource) => ({
      ...datasource,
      async schemaHash(id) {
        reading.fire();
        await read.happened;
        return datasource.schemaHash(id);
      },
    }),
  });
  const { id } = await tenancy.tenants.create({ slug: "acme" });
  await tenancy.closeAll();
  const schema = tenancy.migrations.schemaOf(id);
  await reading.happened;
  const order: string[] = [];
  const suspended = tenancy.tenants.setStatus(id, "suspended").then(() => order.push("suspended"));
  // Long enough for a suspension that waits for nobody.
  await new Promise((resolve) => setTimeout(resolve, 100));
  order.push("read");
  read.fire();
  await suspended;
  expect(order).toEqual(["read", "suspended"]);
  expect((await schema).hash).toBe(await tenancy.migrations.schemaHash(id));
  expect(tenancy.openTenants()).toEqual([]);
});
