import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { sql } from "../../test/fixture/sql";
import { temporaryFolder } from "../../test/fixture/tenancy";
import { createSqliteAdapter } from "../sqlite/adapter";
import { openDatabase } from "../sqlite/open-database";
import { ConnectionPool } from "./connection-pool";
import { createPooledAdapterFactory } from "./pooled-adapter";

async function setUp() {
  const path = join(temporaryFolder(), "a.db");
  openDatabase(path, { create: true }).exec("CREATE TABLE t(v UNIQUE)").close();
  const pool = new ConnectionPool(1);
  onTestFinished(() => pool.end());
  const factory = createPooledAdapterFactory({
    pool,
    tenantId: "a",
    provider: "sqlite",
    place: "here",
    moved: () => new Error("moved"),
    open: async () => ({
      adapter: createSqliteAdapter(openDatabase(path)),
      circumstances: "usual",
      place: "here",
    }),
  });
  return { pool, adapter: await factory.connect() };
}

const inUse = (pool: ConnectionPool) => pool.openTenants().map((tenant) => tenant.inUse);

it("opens nothing before it is used, and closes nothing when disposed of", async () => {
  const { pool, adapter } = await setUp();
  expect(pool.openTenants()).toEqual([]);
  await adapter.executeRaw(sql("INSERT INTO t VALUES (1)"));
  await adapter.dispose();
  expect(inUse(pool)).toEqual([0]);
  expect((await adapter.queryRaw(sql("SELECT v FROM t"))).rows).toEqual([[1]]);
});

it("refuses a connection that leads elsewhere, whoever opened it, and takes one that leads where it did", async () => {
  const { pool, adapter } = await setUp();
  for (const [place, refused] of [
    ["elsewhere", true],
    ["here", false],
  ] as const) {
    const other = createSqliteAdapter(openDatabase(join(temporaryFolder(), "b.db"), { create: true }));
    (await pool.acquire("a", async () => ({ adapter: other, circumstances: "usual", place }))).release();
    for (const ask of [
      () => adapter.queryRaw(sql("SELECT 1")),
      async () => (await adapter.startTransaction()).rollback(),
    ]) {
      if (refused) await expect(ask()).rejects.toThrow("moved");
      else await ask();
    }
    expect(inUse(pool)).toEqual([0]);
    await pool.close("a");
  }
});

it("gives the connection back after every failure", async () => {
  const { pool, adapter } = await setUp();
  await expect(adapter.queryRaw(sql("SELEKT"))).rejects.toThrow();
  await expect(adapter.executeRaw(sql("SELEKT"))).rejects.toThrow();
  await expect(adapter.executeScript("SELEKT")).rejects.toThrow();
  await expect(adapter.startTransaction("SNAPSHOT")).rejects.toThrow();
  expect(inUse(pool)).toEqual([0]);
});

it("keeps the connection for the length of a transaction, whichever way it ends", async () => {
  const { pool, adapter } = await setUp();
  for (const end of ["COMMIT", "ROLLBACK"] as const) {
    const tx = await adapter.startTransaction();
    await tx.executeRaw(sql("INSERT INTO t VALUES (?)", end));
    expect(inUse(pool)).toEqual([1]);
    await (end === "COMMIT" ? tx.commit() : tx.rollback());
    expect(inUse(pool)).toEqual([0]);
  }
  expect((await adapter.queryRaw(sql("SELECT v FROM t"))).rows).toEqual([["COMMIT"]]);
});
