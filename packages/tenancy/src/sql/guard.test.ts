import { describe, expect, it } from "vitest";
import { filledIn } from "../../test/raw-sql/containment";
import { postgresAttacks } from "../../test/raw-sql/postgres-attacks";
import { postgresQueries } from "../../test/raw-sql/postgres-queries";
import { sqliteAttacks } from "../../test/raw-sql/sqlite-attacks";
import { sqliteQueries } from "../../test/raw-sql/sqlite-queries";
import type { SqlDialect } from "./dialect";
import { assertTenantStatement } from "./guard";

function refusalOf(sql: string, dialect: SqlDialect): string | null {
  try {
    assertTenantStatement(sql, dialect);
    return null;
  } catch (error) {
    expect(error).toMatchObject({ name: "TenancyError", code: "statement_refused" });
    return error instanceof Error ? error.message : "";
  }
}

const targets = { foreign: "t_1", foreignId: "1", own: "t_2", copy: "/x", login: "app" };

const corpora = [
  ["sqlite", sqliteAttacks, sqliteQueries],
  ["postgresql", postgresAttacks, postgresQueries],
] as const;

describe.each(corpora)("%s", (dialect, attacks, queries) => {
  it("refuses the attacks that are its to hold, and no honest query", () => {
    for (const { name, sql, heldBy } of attacks) {
      expect(refusalOf(filledIn(sql, targets), dialect) === null, name).toBe(heldBy === "database");
    }
    for (const { name, sql } of queries) expect(refusalOf(sql, dialect), name).toBeNull();
  });

  it("judges a text alike however often it comes", () => {
    for (let i = 0; i < 3; i++) {
      expect(refusalOf("SELECT 1", dialect)).toBeNull();
      expect(refusalOf("DROP TABLE t", dialect)).not.toBeNull();
      expect(refusalOf(`SELECT '${"x".repeat(20_000)}'`, dialect)).toBeNull();
    }
  });

  it.each([
    ["CREATE TABLE t(x)", "CREATE", "migration"],
    ["alter table t add x int", "ALTER", "migration"],
    ["BEGIN", "BEGIN", "$transaction"],
    ["savepoint s", "SAVEPOINT", "$transaction"],
    ["VACUUM", "VACUUM", "operator"],
    [
      "EXPLAIN DROP TABLE t",
      dialect === "sqlite" ? "DROP" : "EXPLAIN",
      dialect === "sqlite" ? "migration" : "owner",
    ],
    ["SELECT 1; SELECT 2", "more than one statement", "statement"],
    ["nonsense", "NONSENSE", "SELECT, INSERT"],
    ["'a'", "no query", "SELECT, INSERT"],
    ["", "empty", "query"],
    ["()", "no query", "SELECT, INSERT"],
  ])("names in the refusal of %j what it was and the way out", (sql, what, wayOut) => {
    expect(refusalOf(sql, dialect)).toContain(what);
    expect(refusalOf(sql, dialect)).toContain(wayOut);
  });

  it("reads a million characters", () => {
    const ids = Array.from({ length: 150_000 }, (_, i) => i).join(", ");
    expect(refusalOf(`SELECT 1 WHERE 1 IN (${ids})`, dialect)).toBeNull();
  });
});

it("remembers a text for its own dialect alone", () => {
  const sql = "SELECT * FROM pg_class WHERE relname = '1'";
  expect(refusalOf(sql, "sqlite")).toBeNull();
  expect(refusalOf(sql, "postgresql")).not.toBeNull();
  const other = "SELECT * FROM pragma_database_list";
  expect(refusalOf(other, "postgresql")).toBeNull();
  expect(refusalOf(other, "sqlite")).not.toBeNull();
});

describe("SQLite", () => {
  it.each([
    "REPLACE INTO t VALUES (1)",
    "EXPLAIN QUERY PLAN SELECT 1",
    "EXPLAIN DELETE FROM t",
    "WITH a AS (SELECT 1) REPLACE INTO t SELECT * FROM a",
    "SELECT name FROM sqlite_master",
    "SELECT replace(sql, 'a', 'b') FROM sqlite_schema",
    "SELECT 'pragma_database_list', 'dbstat' FROM t",
    "SELECT * FROM t WHERE x = 'dbstat' ORDER BY 'dbstat', 'pragma_database_list'",
    "INSERT INTO t VALUES ('sqlite_master', 'pragma_x')",
    "UPDATE t SET a = 'sqlite_sequence' WHERE b LIKE 'sqlite_master'",
    "INSERT INTO edit (a) VALUES (1)",
    "SELECT * FROM pragma_foreign_key_list('t')",
  ])("lets %s pass", (sql) => {
    expect(refusalOf(sql, "sqlite")).toBeNull();
  });

  it.each([
    "TABLE t",
    "MERGE INTO t",
    "EXPLAIN QUERY PLAN ATTACH 'x' AS y",
    "SELECT x FROM t WHERE (SELECT 1) IN 'pragma_database_list'",
    "SELECT * FROM a LEFT JOIN (b, 'dbstat') ON 1",
    "SELECT * FROM (SELECT 1 WHERE 1) a, 'dbstat'",
    "SELECT * FROM a ORDER BY (SELECT 1 FROM b, 'dbstat')",
    "INSERT OR ROLLBACK INTO 'sqlite_master' VALUES (1)",
    "SELECT (SELECT 1 FROM t LIMIT 1), 2 FROM t, 'dbstat'",
  ])("refuses %s", (sql) => {
    expect(refusalOf(sql, "sqlite")).not.toBeNull();
  });
});

describe("PostgreSQL", () => {
  it.each([
    "TABLE t",
    "((SELECT 1))",
    "(VALUES (1)) UNION ALL (TABLE t)",
    "WITH a AS (INSERT INTO t VALUES (1) RETURNING *) SELECT * FROM a",
    'SELECT "worker_id", master_id, worker_created_at FROM "worker_items"',
    'INSERT INTO "master_data" ("id") VALUES (1)',
    "SELECT lo, low_price, database_id, query, citus FROM t",
    "SELECT has_privilege, register, registered FROM t",
    "SELECT count(*) FROM _prisma_migrations",
    "SELECT U&\"x!0061\" UESCAPE '!' FROM t",
    // With standard_conforming_strings off nothing of these could run.
    "SELECT * FROM t WHERE a LIKE 'x' ESCAPE '\\'",
    "SELECT * FROM t WHERE a LIKE 'x' ESCAPE '\\' OR b LIKE 'y' ESCAPE '\\'",
  ])("lets %s pass", (sql) => {
    expect(refusalOf(sql, "postgresql")).toBeNull();
  });

  it.each([
    "REPLACE INTO t VALUES (1)",
    "EXPLAIN SELECT 1",
    "EXPLAIN ANALYZE VERBOSE DELETE FROM t",
    "EXPLAIN (ANALYZE, FORMAT JSON) INSERT INTO t VALUES (1)",
    "EXPLAIN (SELECT 1)",
    "EXPLAIN ((SELECT 1))",
    "EXPLAIN (COSTS OFF) (SELECT 1)",
    "EXPLAIN (ANALYZE) CREATE TABLE x AS SELECT 1",
    "EXPLAIN (ANALYZE) EXECUTE p",
    "EXPLAIN",
    "EXPLAIN (ANALYZE",
    "SELECT 1 AS a INTO x",
    "VALUES (1) INTO x",
    "SELECT U&\"pg!005fclass\" UESCAPE '!'",
    'SELECT U&"pg\\+00005fclass"',
    'SELECT U&"p\\0067_class"',
    "SELECT U&\"a\" UESCAPE '+'",
    'SELECT U&"\\zzzz"',
    'SELECT U&"\\+ffffff"',
    "SELECT * FROM _pg_foreign_tables",
    // Harmless as the standard reads them, and something else where backslashes escape.
    "SELECT '\\', ', set_config(1) --'",
    "SELECT '\\', '; DROP TABLE t; --'",
    "SELECT '\\', ' INTO x --'",
  ])("refuses %s", (sql) => {
    expect(refusalOf(sql, "postgresql")).not.toBeNull();
  });
});
