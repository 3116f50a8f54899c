import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../../test/fixture/tenancy";
import { type OpenDatabaseOptions, openDatabase } from "./open-database";

function open(path: string, options?: OpenDatabaseOptions) {
  const db = openDatabase(path, options);
  onTestFinished(() => void db.close());
  return db;
}

it("opens every file with the same settings", () => {
  const db = open(join(temporaryFolder(), "a.db"), { create: true });
  const read = (pragma: string) => db.pragma(pragma, { simple: true });
  expect(read("journal_mode")).toBe("wal");
  expect(read("synchronous")).toBe(1);
  expect(read("foreign_keys")).toBe(1);
  expect(read("busy_timeout")).toBe(5000);
  expect(read("trusted_schema")).toBe(0);
  expect(read("cache_size")).toBe(-2000);
  expect(read("temp_store")).toBe(2);
  expect(read("query_only")).toBe(0);
});

it("waits for the disk with each commit where commits are to outlive a power cut", () => {
  const db = open(join(temporaryFolder(), "a.db"), { create: true, commitsOutlive: "power" });
  expect(db.pragma("synchronous", { simple: true })).toBe(2);
});

it("never makes a file unless told to", () => {
  const path = join(temporaryFolder(), "missing.db");
  expect(() => openDatabase(path)).toThrow(expect.objectContaining({ code: "datasource_missing" }));
  expect(existsSync(path)).toBe(false);
});

it("refuses a file that is no database, and leaves it alone", () => {
  const path = join(temporaryFolder(), "a.db");
  writeFileSync(path, "this is a letter, not a database. ".repeat(100));
  expect(() => openDatabase(path)).toThrow(expect.objectContaining({ code: "datasource_corrupt" }));
});

it("refuses to work without a write-ahead log", () => {
  // A database in memory cannot have one; SQLite says so by answering with another mode.
  expect(() => openDatabase(":memory:", { create: true })).toThrow(
    expect.objectContaining({ code: "wal_unavailable" }),
  );
});

it("refuses writes when opened to read only", () => {
  const path = join(temporaryFolder(), "a.db");
  open(path, { create: true }).exec("CREATE TABLE t(v)");
  const reader = open(path, { readOnly: true });
  expect(() => reader.exec("INSERT INTO t VALUES (1)")).toThrow(/readonly/);
  expect(reader.prepare("SELECT count(*) AS n FROM t").get()).toEqual({ n: 0 });
});
