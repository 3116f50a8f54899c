import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../../test/fixture/tenancy";
import { openDatabase } from "./open-database";
import { Statements } from "./statements";

function setUp(capacity: number) {
  const db = openDatabase(join(temporaryFolder(), "a.db"), { create: true });
  onTestFinished(() => void db.close());
  db.exec("CREATE TABLE t(v TEXT, n INTEGER)");
  return new Statements(db, capacity);
}

it("prepares a text once", () => {
  const statements = setUp(8);
  expect(statements.get("SELECT v FROM t")).toBe(statements.get("SELECT v FROM t"));
  expect(statements.get("SELECT COUNT(*) FROM t")).toBe(statements.get("SELECT COUNT(*) FROM t"));
});

it("keeps no more than its capacity, most recently used last to go", () => {
  const statements = setUp(2);
  const first = statements.get("SELECT 1");
  statements.get("SELECT 2");
  statements.get("SELECT 1");
  statements.get("SELECT 3");
  expect(statements.size).toBe(2);
  expect(statements.get("SELECT 1")).toBe(first);
});

it.each([
  "CREATE TABLE u(v)",
  "PRAGMA user_version",
  "/* hidden */ DROP TABLE t",
  "ALTER TABLE t ADD COLUMN w",
])("forgets everything for %s", (sql) => {
  const statements = setUp(8);
  statements.get("SELECT v FROM t");
  statements.get(sql);
  expect(statements.size).toBe(0);
});

it("keeps neither a star, whose meaning can change, nor very long texts", () => {
  const statements = setUp(8);
  statements.get("SELECT * FROM t");
  statements.get(`SELECT v FROM t WHERE n IN (${Array(5000).fill("?").join(",")})`);
  expect(statements.size).toBe(0);
});
