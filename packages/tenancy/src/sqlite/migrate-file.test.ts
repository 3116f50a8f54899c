import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../test/fixture/tenancy";
import { type Migration, migration } from "../migrations/migration";
import { migrateSqliteFile } from "./migrate-file";
import { openDatabase } from "./open-database";

const first = migration(
  "1_first",
  `CREATE TABLE "parent" ("id" INTEGER PRIMARY KEY, "name" TEXT);
   CREATE TABLE "child" ("id" INTEGER PRIMARY KEY, "parent_id" INTEGER NOT NULL REFERENCES "parent" ("id") ON DELETE CASCADE);`,
);
const second = migration("2_second", `ALTER TABLE "parent" ADD COLUMN "note" TEXT;`);

// As Prisma writes it when a column changes: a new table, a copy, the old one dropped, the new one renamed.
const rebuild = migration(
  "3_rebuild",
  `PRAGMA defer_foreign_keys=ON;
   PRAGMA foreign_keys=OFF;
   CREATE TABLE "new_parent" ("id" INTEGER PRIMARY KEY, "name" TEXT NOT NULL DEFAULT '', "note" TEXT);
   INSERT INTO "new_parent" ("id", "name", "note") SELECT "id", coalesce("name", ''), "note" FROM "parent";
   DROP TABLE "parent";
   ALTER TABLE "new_parent" RENAME TO "parent";
   PRAGMA foreign_keys=ON;
   PRAGMA defer_foreign_keys=OFF;`,
);

function file(...migrations: Migration[]): string {
  const path = join(temporaryFolder(), "a.db");
  migrateSqliteFile(path, migrations, { create: true });
  return path;
}

function query(path: string, sql: string): unknown[] {
  const db = openDatabase(path);
  try {
    return db.prepare(sql).all();
  } finally {
    db.close();
  }
}

function run(path: string, sql: string): void {
  const db = openDatabase(path);
  db.exec(sql);
  db.close();
}

const tablesOf = (path: string) =>
  query(
    path,
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY name",
  );

describe("migrateSqliteFile", () => {
  it("applies what is pending, in order, and nothing twice", () => {
    const path = file(first);
    expect(migrateSqliteFile(path, [first, second, rebuild])).toEqual({ applied: ["2_second", "3_rebuild"] });
    expect(migrateSqliteFile(path, [first, second, rebuild])).toEqual({ applied: [] });
  });

  it("keeps the history in Prisma's table", () => {
    const path = file(first, second);
    const rows = query(path, `SELECT * FROM "_prisma_migrations" ORDER BY migration_name`);
    expect(rows).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        checksum: first.checksum,
        finished_at: expect.any(Number),
        migration_name: "1_first",
        logs: null,
        rolled_back_at: null,
        started_at: expect.any(Number),
        applied_steps_count: 1,
      },
      expect.objectContaining({ migration_name: "2_second", checksum: second.checksum }),
    ]);
  });

  it("makes no file unless told to", () => {
    const path = join(temporaryFolder(), "missing.db");
    expect(() => migrateSqliteFile(path, [first])).toThrow(
      expect.objectContaining({ code: "datasource_missing" }),
    );
  });

  it("applies one that was merged in before others", () => {
    const last = migration("3_last", "CREATE TABLE last_(x)");
    const path = file(first, last);
    const between = migration("2_between", "CREATE TABLE between_(x)");
    expect(migrateSqliteFile(path, [first, between, last]).applied).toEqual(["2_between"]);
  });

  it("leaves nothing of a migration that fails half-way, and can be run again once it is mended", () => {
    const path = file(first);
    const broken = migration("2_broken", "CREATE TABLE half(x); INSERT INTO nowhere VALUES (1);");
    expect(() => migrateSqliteFile(path, [first, broken])).toThrow(
      expect.objectContaining({
        code: "migration_failed",
        message: expect.stringMatching(/2_broken.*nowhere/),
      }),
    );
    expect(tablesOf(path)).toEqual([{ name: "child" }, { name: "parent" }]);
    expect(query(path, `SELECT migration_name FROM "_prisma_migrations"`)).toEqual([
      { migration_name: "1_first" },
    ]);
    const mended = migration("2_broken", "CREATE TABLE half(x);");
    expect(migrateSqliteFile(path, [first, mended]).applied).toEqual(["2_broken"]);
  });

  it("keeps those that went well before one that failed", () => {
    const path = file(first);
    const broken = migration("3_broken", "nonsense");
    expect(() => migrateSqliteFile(path, [first, second, broken])).toThrow(/3_broken/);
    expect(migrateSqliteFile(path, [first, second]).applied).toEqual([]);
  });

  it("rebuilds a table without deleting what refers to it", () => {
    const path = file(first, second);
    run(
      path,
      "INSERT INTO parent (id, name) VALUES (1, 'a'); INSERT INTO child (id, parent_id) VALUES (10, 1), (11, 1)",
    );
    migrateSqliteFile(path, [first, second, rebuild]);
    expect(query(path, "SELECT id, parent_id FROM child")).toEqual([
      { id: 10, parent_id: 1 },
      { id: 11, parent_id: 1 },
    ]);
    expect(query(path, "PRAGMA foreign_key_list(child)")).toMatchObject([
      { table: "parent", on_delete: "CASCADE" },
    ]);
  });

  it("refuses a migration that leaves dangling keys", () => {
    const path = file(first);
    run(path, "INSERT INTO parent (id) VALUES (1); INSERT INTO child (id, parent_id) VALUES (10, 1)");
    const careless = migration("2_careless", "DELETE FROM parent;");
    expect(() => migrateSqliteFile(path, [first, careless])).toThrow(
      expect.objectContaining({
        code: "migration_failed",
        message: expect.stringMatching(/"child".*"parent"/),
      }),
    );
    expect(query(path, "SELECT id FROM parent")).toEqual([{ id: 1 }]);
  });

  it("enforces keys again afterwards", async () => {
    const { applyMigrations } = await import("./migrate-file");
    const db = openDatabase(file(first));
    applyMigrations(db, [first, second], "test");
    expect(db.pragma("foreign_keys", { simple: true })).toBe(1);
    expect(() => applyMigrations(db, [first, second, migration("3_x", "nonsense")], "test")).toThrow();
    expect(db.pragma("foreign_keys", { simple: true })).toBe(1);
    db.close();
  });

  it("refuses a history that was edited", () => {
    const path = file(first);
    const edited = migration("1_first", `${first.sql} `);
    expect(() => migrateSqliteFile(path, [edited, second])).toThrow(
      expect.objectContaining({ code: "migration_changed", message: expect.stringContaining("1_first") }),
    );
    expect(query(path, "SELECT * FROM pragma_table_info('parent') WHERE name = 'note'")).toEqual([]);
  });

  it("refuses a database that is ahead of the code", () => {
    const path = file(first, second);
    expect(() => migrateSqliteFile(path, [first])).toThrow(
      expect.objectContaining({ code: "migration_ahead", message: expect.stringContaining("2_second") }),
    );
  });

  it("refuses to build on what another tool left unfinished, and overlooks what that tool rolled back", () => {
    const path = file(first);
    run(path, `UPDATE "_prisma_migrations" SET finished_at = NULL`);
    expect(() => migrateSqliteFile(path, [first, second])).toThrow(/unfinished/);
    run(path, `UPDATE "_prisma_migrations" SET rolled_back_at = 1, migration_name = '0_given_up'`);
    run(path, "DROP TABLE child; DROP TABLE parent");
    expect(migrateSqliteFile(path, [first]).applied).toEqual(["1_first"]);
  });

  it("leaves nothing of a migration that ends a transaction which it did not begin", () => {
    const path = file(first);
    const committing = migration("2_commit", "CREATE TABLE half(x); COMMIT;");
    expect(() => migrateSqliteFile(path, [first, committing])).toThrow(/no transaction is active/);
    const open = migration("2_open", "BEGIN; CREATE TABLE half(x);");
    expect(() => migrateSqliteFile(path, [first, open])).toThrow(/does not end/);
    expect(tablesOf(path)).toEqual([{ name: "child" }, { name: "parent" }]);
    expect(readdirSync(dirname(path))).toEqual(["a.db"]);
  });

  it("does what cannot be done in a transaction, and keeps no copy", () => {
    const path = file(first, second);
    const vacuumed = migration("3_vacuum", `${rebuild.sql}\nPRAGMA auto_vacuum = FULL; VACUUM;`);
    run(
      path,
      "INSERT INTO parent (id, name) VALUES (1, 'a'); INSERT INTO child (id, parent_id) VALUES (10, 1)",
    );
    expect(migrateSqliteFile(path, [first, second, vacuumed]).applied).toEqual(["3_vacuum"]);
    expect(query(path, "PRAGMA auto_vacuum")).toEqual([{ auto_vacuum: 1 }]);
    expect(query(path, "SELECT id, parent_id FROM child")).toEqual([{ id: 10, parent_id: 1 }]);
    expect(readdirSync(dirname(path))).toEqual(["a.db"]);
    expect(migrateSqliteFile(path, [first, second, vacuumed]).applied).toEqual([]);
  });

  it("puts the file back as it was when that fails in the middle", () => {
    const path = file(first);
    run(path, "INSERT INTO parent (id) VALUES (1)");
    const broken = migration(
      "2_broken",
      "CREATE TABLE half(x); DELETE FROM parent; VACUUM; INSERT INTO nowhere VALUES (1);",
    );
    expect(() => migrateSqliteFile(path, [first, broken])).toThrow(
      expect.objectContaining({
        code: "migration_failed",
        message: expect.stringMatching(/2_broken.*nowhere/),
      }),
    );
    expect(tablesOf(path)).toEqual([{ name: "child" }, { name: "parent" }]);
    expect(query(path, "SELECT id FROM parent")).toEqual([{ id: 1 }]);
    expect(readdirSync(dirname(path))).toEqual(["a.db"]);
    const mended = migration("2_broken", "CREATE TABLE half(x); VACUUM;");
    expect(migrateSqliteFile(path, [first, mended]).applied).toEqual(["2_broken"]);
  });

  it.each(["ATTACH 'other.db' AS other", "VACUUM INTO 'other.db'"])(
    "refuses %s beside a VACUUM",
    (statement) => {
      const path = file(first);
      const curious = migration("2_curious", `VACUUM; ${statement};`);
      expect(() => migrateSqliteFile(path, [first, curious])).toThrow(/reaches beyond this file/);
    },
  );
});
