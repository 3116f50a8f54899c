import { join } from "node:path";
import { DriverAdapterError, type SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { describe, expect, it, onTestFinished } from "vitest";
import { sql } from "../../test/fixture/sql";
import { temporaryFolder } from "../../test/fixture/tenancy";
import { createSqliteAdapter, type SqliteAdapterOptions } from "./adapter";
import { openDatabase } from "./open-database";

async function setUp(options: SqliteAdapterOptions = {}) {
  const db = openDatabase(join(temporaryFolder(), "a.db"), { create: true });
  db.exec("CREATE TABLE t(v TEXT UNIQUE)");
  const adapter = createSqliteAdapter(db, options);
  onTestFinished(() => void db.close());
  return { db, adapter };
}

async function values(adapter: Pick<SqlDriverAdapter, "queryRaw">): Promise<unknown[]> {
  const { rows } = await adapter.queryRaw(sql("SELECT v FROM t ORDER BY v"));
  return rows.flat();
}

const insert = (value: string) => sql("INSERT INTO t(v) VALUES (?)", value);

describe("transactions", () => {
  it("keeps a write from outside when the transaction is rolled back", async () => {
    const { adapter } = await setUp();
    const tx = await adapter.startTransaction();
    await tx.executeRaw(insert("inside"));
    const outside = adapter.executeRaw(insert("outside"));
    const read = values(adapter);
    await tx.rollback();
    expect(await outside).toBe(1);
    expect(await read).toEqual(["outside"]);
    expect(await values(adapter)).toEqual(["outside"]);
  });

  it("shows nothing of an open transaction to a query outside of it", async () => {
    const { adapter } = await setUp();
    const tx = await adapter.startTransaction();
    await tx.executeRaw(insert("inside"));
    let seen: unknown[] | null = null;
    const outside = values(adapter).then((rows) => {
      seen = rows;
    });
    expect(await values(tx)).toEqual(["inside"]);
    expect(seen).toBeNull();
    await tx.commit();
    await outside;
    expect(seen).toEqual(["inside"]);
  });

  it("gives turns in order of arrival: statements, scripts and transactions", async () => {
    const { adapter } = await setUp({ rawSql: "unrestricted" });
    const first = await adapter.startTransaction();
    const order: string[] = [];
    const waiting = [
      adapter.executeRaw(insert("1")).then(() => order.push("statement")),
      adapter.startTransaction().then(async (tx) => {
        order.push("transaction");
        await tx.executeRaw(insert("2"));
        await tx.commit();
      }),
      adapter.executeScript("INSERT INTO t VALUES ('3')").then(() => order.push("script")),
    ];
    await first.rollback();
    await Promise.all(waiting);
    expect(order).toEqual(["statement", "transaction", "script"]);
    expect(await values(adapter)).toEqual(["1", "2", "3"]);
  });

  it("takes the write lock at once", async () => {
    const { db, adapter } = await setUp();
    const other = openDatabase(db.name);
    onTestFinished(() => void other.close());
    other.pragma("busy_timeout = 0");
    const tx = await adapter.startTransaction();
    expect(() => other.exec("BEGIN IMMEDIATE")).toThrow(/locked/);
    await tx.rollback();
    other.exec("BEGIN IMMEDIATE; ROLLBACK");
  });

  it("gives the turn back when the transaction cannot begin", async () => {
    const { db, adapter } = await setUp();
    db.pragma("busy_timeout = 0");
    const other = openDatabase(db.name);
    onTestFinished(() => void other.close());
    other.exec("BEGIN IMMEDIATE");
    await expect(adapter.startTransaction()).rejects.toMatchObject({ cause: { kind: "SocketTimeout" } });
    other.exec("ROLLBACK");
    await adapter.executeRaw(insert("after"));
    const tx = await adapter.startTransaction();
    await tx.rollback();
  });

  it("rolls back when the COMMIT failed, and gives the turn back", async () => {
    const { db, adapter } = await setUp();
    db.exec(
      "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(p REFERENCES p(id) DEFERRABLE INITIALLY DEFERRED)",
    );
    const tx = await adapter.startTransaction();
    await tx.executeRaw(sql("INSERT INTO c VALUES (7)"));
    await expect(tx.commit()).rejects.toMatchObject({
      cause: { kind: "ForeignKeyConstraintViolation" },
    });
    await tx.rollback();
    expect(db.inTransaction).toBe(false);
    expect((await adapter.queryRaw(sql("SELECT * FROM c"))).rows).toEqual([]);
  });

  it("keeps a failing statement from ending the transaction or the turn", async () => {
    const { adapter } = await setUp();
    const tx = await adapter.startTransaction();
    await tx.executeRaw(insert("a"));
    await expect(tx.executeRaw(insert("a"))).rejects.toBeInstanceOf(DriverAdapterError);
    await tx.executeRaw(insert("b"));
    await tx.commit();
    expect(await values(adapter)).toEqual(["a", "b"]);
  });

  it("refuses to go on when SQLite ended the transaction by itself", async () => {
    const { adapter } = await setUp();
    await adapter.executeRaw(insert("a"));
    const tx = await adapter.startTransaction();
    await expect(tx.executeRaw(sql("INSERT OR ROLLBACK INTO t VALUES ('a')"))).rejects.toThrow();
    await expect(tx.executeRaw(insert("lost"))).rejects.toMatchObject({ code: "transaction_lost" });
    await expect(tx.commit()).rejects.toMatchObject({ code: "transaction_lost" });
    await tx.rollback();
    expect(await values(adapter)).toEqual(["a"]);
  });

  it("refuses a statement after the end, when the connection belongs to the next", async () => {
    const { adapter } = await setUp();
    const tx = await adapter.startTransaction();
    await tx.commit();
    const next = await adapter.startTransaction();
    await expect(tx.executeRaw(insert("late"))).rejects.toMatchObject({ code: "transaction_lost" });
    await tx.rollback();
    await next.executeRaw(insert("mine"));
    await next.commit();
    expect(await values(adapter)).toEqual(["mine"]);
  });

  it("rolls back a transaction that a raw BEGIN left open", async () => {
    const { db, adapter } = await setUp({ rawSql: "unrestricted" });
    await expect(adapter.executeRaw(sql("BEGIN"))).rejects.toMatchObject({ code: "transaction_left_open" });
    await expect(adapter.executeScript("BEGIN; INSERT INTO t VALUES ('x')")).rejects.toMatchObject({
      code: "transaction_left_open",
    });
    expect(db.inTransaction).toBe(false);
    expect(await values(adapter)).toEqual([]);
  });

  it("has savepoints", async () => {
    const { adapter } = await setUp();
    const tx = await adapter.startTransaction();
    await tx.executeRaw(insert("kept"));
    await tx.createSavepoint?.("s1");
    await tx.executeRaw(insert("dropped"));
    await tx.rollbackToSavepoint?.("s1");
    await tx.releaseSavepoint?.("s1");
    await tx.commit();
    expect(await values(adapter)).toEqual(["kept"]);
  });

  it("knows one isolation level", async () => {
    const { adapter } = await setUp();
    await expect(adapter.startTransaction("READ COMMITTED")).rejects.toMatchObject({
      cause: { kind: "InvalidIsolationLevel" },
    });
    const tx = await adapter.startTransaction("SERIALIZABLE");
    await tx.rollback();
  });
});

describe("what callers may send", () => {
  const transactionControl = ["BEGIN IMMEDIATE", "COMMIT", "ROLLBACK", "SAVEPOINT s", "RELEASE s", "END"];

  it.each(transactionControl)("is not %s, in a transaction or outside", async (text) => {
    const { db, adapter } = await setUp();
    // The adapter has sent these by itself, so that they might be found among the kept statements.
    const before = await adapter.startTransaction();
    await before.commit();
    const tx = await adapter.startTransaction();
    await tx.executeRaw(insert("inside"));
    await expect(tx.executeRaw(sql(text))).rejects.toMatchObject({ code: "statement_refused" });
    await expect(tx.queryRaw(sql(text))).rejects.toMatchObject({ code: "statement_refused" });
    expect(db.inTransaction).toBe(true);
    await tx.rollback();
    await expect(adapter.executeRaw(sql(text))).rejects.toMatchObject({ code: "statement_refused" });
    expect(db.inTransaction).toBe(false);
    expect(await values(adapter)).toEqual([]);
  });

  it("is no schema change, setting or script", async () => {
    const { db, adapter } = await setUp();
    for (const text of ["CREATE TABLE u(v)", "PRAGMA query_only = ON", "/* x */ DROP TABLE t"]) {
      await expect(adapter.executeRaw(sql(text))).rejects.toMatchObject({ code: "statement_refused" });
    }
    await expect(adapter.executeScript("INSERT INTO t VALUES ('a')")).rejects.toMatchObject({
      code: "statement_refused",
    });
    expect(db.pragma("query_only", { simple: true })).toBe(0);
    expect(await values(adapter)).toEqual([]);
  });
});

describe("kept statements", () => {
  it("follow a change of the schema, made here or by another process", async () => {
    const { db, adapter } = await setUp({ rawSql: "unrestricted" });
    await adapter.executeRaw(insert("a"));
    const star = sql("SELECT * FROM t");
    expect((await adapter.queryRaw(star)).columnNames).toEqual(["v"]);
    await adapter.executeRaw(sql("ALTER TABLE t ADD COLUMN w INTEGER DEFAULT 5"));
    expect(await adapter.queryRaw(star)).toMatchObject({ columnNames: ["v", "w"], rows: [["a", 5]] });
    const other = openDatabase(db.name);
    other.exec("ALTER TABLE t ADD COLUMN x TEXT DEFAULT 'z'");
    other.close();
    expect(await adapter.queryRaw(star)).toMatchObject({
      columnNames: ["v", "w", "x"],
      rows: [["a", 5, "z"]],
    });
  });

  it("serve different arguments, and go on after an error", async () => {
    const { adapter } = await setUp();
    await adapter.executeRaw(insert("a"));
    await expect(adapter.executeRaw(insert("a"))).rejects.toThrow();
    await adapter.executeRaw(insert("b"));
    const by = (value: string) => adapter.queryRaw(sql("SELECT v FROM t WHERE v = ?", value));
    expect((await by("a")).rows).toEqual([["a"]]);
    expect((await by("b")).rows).toEqual([["b"]]);
    expect((await by("c")).rows).toEqual([]);
  });
});
