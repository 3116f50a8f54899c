import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { sql } from "../../test/fixture/sql";
import { fixtureMigrations, temporaryFolder } from "../../test/fixture/tenancy";
import { newTenantId } from "../ids";
import type { PlaceKeys, TenantKeys } from "../keys/tenant-keys";
import { migration } from "../migrations/migration";
import { createMemoryKeys } from "../testing/memory-keys";
import { createSqliteDatasource } from "./datasource";
import { tenantPath } from "./files";

interface StockedOptions {
  dir?: string;
  keys?: TenantKeys;
  stock?: number;
  migrations?: typeof fixtureMigrations;
}

function stocked({
  dir = temporaryFolder(),
  keys = createMemoryKeys(),
  stock = 3,
  migrations = fixtureMigrations,
}: StockedOptions = {}) {
  const datasource = createSqliteDatasource({ dir, migrations, keys, stock });
  onTestFinished(() => datasource.close?.());
  return { dir, keys, datasource };
}

function stockIn(dir: string): string[] {
  return readdirSync(dir)
    .filter((name) => name.startsWith(".stock-"))
    .flatMap((name) => readdirSync(join(dir, name)).map((file) => join(dir, name, file)));
}

/** Makes a tenant, after which the stock fills up, and waits for that. */
async function fill({ dir, datasource }: ReturnType<typeof stocked>, size = 3): Promise<void> {
  await datasource.provision(newTenantId());
  await expect.poll(() => stockIn(dir).length, { timeout: 20_000 }).toBe(size);
}

async function works(datasource: ReturnType<typeof stocked>["datasource"], id: string): Promise<void> {
  const adapter = await datasource.open(id, { readOnly: false });
  await adapter.executeRaw(sql("INSERT INTO Owner (email) VALUES ('a@x')"));
  expect((await adapter.queryRaw(sql("SELECT count(*) FROM Owner"))).rows).toEqual([[1]]);
  await adapter.dispose();
}

describe("a stock", () => {
  it("fills up after the first tenant, gives its files and keys to the next, and fills up again", async () => {
    const made = stocked();
    const { dir, keys, datasource } = made;
    await fill(made);
    const [held] = stockIn(dir);
    const before = new Set(await keys.list("stock-"));
    const ids = [newTenantId(), newTenantId()];
    for (const id of ids) {
      expect(await datasource.provision(id)).toEqual({ created: true });
      await works(datasource, id);
    }
    expect([...before].filter((name) => !held?.includes(name.slice(6)))).toHaveLength(2);
    expect((await keys.list("stock-")).filter((name) => before.has(name))).toHaveLength(1);
    await expect.poll(() => stockIn(dir).length, { timeout: 20_000 }).toBe(3);
  });

  it("gives a tenant that is being recorded its key, and its file when that is made", async () => {
    const made = stocked();
    const { dir, keys, datasource } = made;
    await fill(made);
    const before = new Set(await keys.list("stock-"));
    const id = newTenantId();
    await datasource.reserve?.(id, keys);
    const reserved = await keys.get(id);
    expect(reserved?.current).toHaveLength(32);
    expect((await keys.list("stock-")).filter((name) => before.has(name))).toHaveLength(2);
    expect(await datasource.exists(id)).toBe(false);

    await datasource.provision(id);
    expect(await keys.get(id)).toEqual(reserved);
    expect((await keys.list("stock-")).filter((name) => before.has(name))).toHaveLength(2);
    await works(datasource, id);
    // One that is there is another's, or was made before: it gets no key.
    await keys.remove(id);
    await datasource.reserve?.(id, keys);
    expect(await keys.get(id)).toBeNull();
    expect(existsSync(tenantPath(dir, id))).toBe(true);
  });

  it("makes a file for the reserved key when the process that reserved it died, and sweeps the other", async () => {
    const made = stocked();
    const { dir, keys, datasource } = made;
    await fill(made);
    const id = newTenantId();
    await datasource.reserve?.(id, keys);
    const reserved = await keys.get(id);
    await datasource.close?.();

    const next = stocked({ dir, keys });
    await next.datasource.provision(id);
    expect(await keys.get(id)).toEqual(reserved);
    await works(next.datasource, id);
    expect(await next.datasource.sweep()).toBe(1);
  });

  it("has its key back when what reserved it was taken back", async () => {
    const made = stocked({ stock: 1 });
    const { dir, keys, datasource } = made;
    await fill(made, 1);
    const [name = ""] = await keys.list("stock-");
    // A transaction that is rolled back leaves the keys as they were.
    await datasource.reserve?.(newTenantId(), { ...keys, reassign: async () => true });
    const id = newTenantId();
    await datasource.provision(id);
    expect(await keys.get(name)).toBeNull();
    expect(await keys.get(id)).not.toBeNull();
    await works(datasource, id);
    await expect.poll(() => stockIn(dir).length, { timeout: 20_000 }).toBe(1);
  });

  it("ends with the datasource, and keeps no process alive", async () => {
    const made = stocked();
    await fill(made);
    // Those that keep a process alive.
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const before = timers();
    await made.datasource.provision(newTenantId());
    expect(timers()).toBeLessThanOrEqual(before);
    await made.datasource.close?.();
    const after = stockIn(made.dir).length;
    // Another one begins later and waits as long: when it is full, this one would have made some.
    await fill(stocked());
    expect(stockIn(made.dir)).toHaveLength(after);
  });

  it("is not handed out after an upgrade, and is swept", async () => {
    const made = stocked();
    const { dir, keys } = made;
    await fill(made);
    await made.datasource.close?.();
    const old = stockIn(dir);
    const oldKeys = await keys.list("stock-");
    const newer = stocked({
      dir,
      keys,
      migrations: [...fixtureMigrations, migration("2_more", "CREATE TABLE more(x)")],
    });
    const id = newTenantId();
    await newer.datasource.provision(id);
    const adapter = await newer.datasource.open(id, { readOnly: true });
    expect((await adapter.queryRaw(sql("SELECT count(*) FROM more"))).rows).toEqual([[0]]);
    await adapter.dispose();
    await newer.datasource.close?.();
    expect(old.filter((path) => existsSync(path))).toHaveLength(3);
    // The old template too.
    expect(await newer.datasource.sweep()).toBe(4);
    expect(old.filter((path) => existsSync(path))).toEqual([]);
    const left = await keys.list("stock-");
    expect(oldKeys.filter((name) => left.includes(name))).toEqual([]);
    await works(newer.datasource, id);
  });

  it("goes once, of several processes that claim at once", async () => {
    const shared = stocked();
    await fill(shared);
    const { dir, keys } = shared;
    const others = Array.from({ length: 6 }, () => stocked({ dir, keys }).datasource);
    const ids = others.map(() => newTenantId());
    const answers = await Promise.all(others.map((each, index) => each.provision(ids[index] ?? "")));
    expect(answers.every(({ created }) => created)).toBe(true);
    for (const id of ids) await works(shared.datasource, id);
    const found = await Promise.all(ids.map((id) => keys.get(id)));
    expect(new Set(found.map((each) => each?.current?.toString("hex"))).size).toBe(6);
  });

  it("makes one tenant once, of several processes that make it at once", async () => {
    const shared = stocked();
    await fill(shared);
    const { dir, keys } = shared;
    const id = newTenantId();
    const others = Array.from({ length: 4 }, () => stocked({ dir, keys }).datasource);
    const answers = await Promise.all(others.map((each) => each.provision(id)));
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    await works(shared.datasource, id);
  });

  it("goes on where a process died between the key and the file", async () => {
    const places = new Map<string, PlaceKeys>();
    const made = stocked({ keys: createMemoryKeys(places) });
    const { dir, keys, datasource } = made;
    await fill(made);
    await datasource.close?.();
    const id = newTenantId();
    const [name = ""] = await keys.list("stock-");
    expect(await keys.reassign(name, id)).toBe(true);
    // Another process that starts now finds a file without a key, which nobody can claim.
    const next = stocked({ dir, keys });
    expect(await next.datasource.sweep()).toBe(1);
    expect(await next.datasource.provision(id)).toEqual({ created: true });
    await works(next.datasource, id);
    expect(stockIn(dir)).toHaveLength(2);
  });

  it("loses what was swept from under it, and makes the tenant all the same", async () => {
    const made = stocked();
    await fill(made);
    for (const path of stockIn(made.dir)) rmSync(path);
    const id = newTenantId();
    expect(await made.datasource.provision(id)).toEqual({ created: true });
    // On a slow machine it would begin to make others meanwhile.
    await made.datasource.close?.();
    await works(made.datasource, id);
    expect(existsSync(tenantPath(made.dir, id))).toBe(true);
    expect(await made.datasource.sweep()).toBe(2);
    expect(await made.keys.list("stock-")).toEqual([]);
  });
});
