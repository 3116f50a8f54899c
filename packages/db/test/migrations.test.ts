import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadMigrations, type Migration, migrateSqliteFile } from "@acre/tenancy";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { PrismaPg } from "@prisma/adapter-pg";
import Database from "better-sqlite3";
import pg from "pg";
import { describe, expect, it, onTestFinished } from "vitest";
import { databases, engines, packageRoot, readMigrations, schemaFiles } from "../scripts/engines.mjs";
import { diffSchemas, judgeDatabase } from "../scripts/schema-engine.mjs";
import { toMigrations } from "../src/migrations";
import { migrationsOf } from "../src/platform";
import { createDatabase } from "./postgres-server";
import { readablePostgres } from "./readable-postgres.mjs";

type DatabaseName = "catalog" | "tenant";
type EngineName = "sqlite" | "postgresql";
const pairs = (databases as DatabaseName[]).flatMap((database) =>
  (engines as EngineName[]).map((engine) => ({ database, engine })),
);

/** A database with all its migrations and Prisma's record of them, and a way to reach it and to change it. */
interface Migrated {
  adapter: PrismaBetterSqlite3 | PrismaPg;
  run(sql: string): Promise<void>;
}

async function migrated(database: DatabaseName, engine: EngineName): Promise<Migrated> {
  const migrations = migrationsOf(database, engine);
  return engine === "sqlite" ? onSqlite(migrations) : onPostgres(migrations);
}

async function onSqlite(migrations: Migration[]): Promise<Migrated> {
  const dir = mkdtempSync(join(tmpdir(), "acre-db-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const path = join(dir, "a.db");
  migrateSqliteFile(path, migrations, { create: true });
  return {
    adapter: new PrismaBetterSqlite3({ url: `file:${path}` }),
    async run(sql) {
      const file = new Database(path);
      file.exec(sql);
      file.close();
    },
  };
}

// As Prisma makes it on PostgreSQL.
const history = `CREATE TABLE "_prisma_migrations" (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

async function onPostgres(migrations: Migration[]): Promise<Migrated> {
  const connectionString = await createDatabase();
  const client = new pg.Client({ connectionString });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query(history);
  for (const { name, sql, checksum } of migrations) {
    // One at a time, since Citus takes no more; in one transaction, since a half-applied migration is no one's.
    await client.query("BEGIN");
    for (const statement of statementsOf(sql)) await client.query(statement);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, applied_steps_count)
       VALUES ($1, $2, now(), $3, 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  }
  return {
    adapter: readablePostgres(connectionString),
    async run(sql) {
      await client.query(sql);
    },
  };
}

function statementsOf(sql: string): string[] {
  return sql
    .split(/;\s*$/m)
    .map((statement) => statement.replace(/^--.*$/gm, "").trim())
    .filter(Boolean);
}

function judge({ adapter }: Migrated, database: DatabaseName, engine: EngineName) {
  return judgeDatabase(adapter, modelsOf(database, engine), readMigrations(database, engine), engine);
}

function modelsOf(database: DatabaseName, engine: EngineName): [string, string][] {
  return schemaFiles(database, engine).map(([name = "", text = ""]) => [name, text]);
}

for (const { database, engine } of pairs) {
  describe(`the ${database} on ${engine}`, () => {
    it("has migrations that make what the models say, and a history that Prisma calls up to date", async () => {
      const { history: diagnosis, drift } = await judge(await migrated(database, engine), database, engine);
      expect(diagnosis).toMatchObject({
        editedMigrationNames: [],
        failedMigrationNames: [],
        hasMigrationsTable: true,
        history: null,
      });
      expect(drift).toBe("");
    });

    it("is not called up to date with a checksum changed, a migration missing or a column gone", async () => {
      const edited = await migrated(database, engine);
      await edited.run(`UPDATE "_prisma_migrations" SET checksum = '${"0".repeat(64)}'`);
      const { history: afterEdit } = await judge(edited, database, engine);
      const names = readMigrations(database, engine).map(({ name }: { name: string }) => name);
      expect(afterEdit.editedMigrationNames).toEqual(names);

      const forgotten = await migrated(database, engine);
      await forgotten.run(`DELETE FROM "_prisma_migrations"`);
      const { history: afterLoss } = await judge(forgotten, database, engine);
      expect(afterLoss.history).toMatchObject({
        diagnostic: "databaseIsBehind",
        unappliedMigrationNames: names,
      });

      const altered = await migrated(database, engine);
      const table = database === "catalog" ? "accounts" : "users";
      await altered.run(`ALTER TABLE "${table}" DROP COLUMN "name"`).catch(async () => {
        // SQLite keeps a column that an index needs.
        await altered.run(`DROP INDEX "users_active_name_id_idx"`);
        await altered.run(`ALTER TABLE "${table}" DROP COLUMN "name"`);
      });
      expect((await judge(altered, database, engine)).drift).toContain("name");
    });

    it("has no model that a migration lacks", async () => {
      const snapshot = readFileSync(
        join(packageRoot, "prisma", "snapshots", `${database}-${engine}.prisma`),
        "utf8",
      );
      const adapter =
        engine === "sqlite"
          ? new PrismaBetterSqlite3({ url: ":memory:" })
          : readablePostgres(await createDatabase());
      const models = modelsOf(database, engine);
      const last: [string, string][] = [["schema.prisma", snapshot]];
      expect(await diffSchemas(adapter, last, models)).toBe("");
      // A field more, and it is seen.
      const changed = models.map(([name, text]): [string, string] => [
        name,
        text.replace(/^ {2}id .*$/m, (line) => `${line}\n  extra String?`),
      ]);
      expect(await diffSchemas(adapter, last, changed)).toContain("extra");
    });

    it("carries in the code what stands in its folder", () => {
      const carried = migrationsOf(database, engine);
      expect(carried).toEqual(toMigrations(readMigrations(database, engine)));
      expect(carried.length).toBeGreaterThan(0);
    });

    it("names no schema, so that the runner decides where it goes", () => {
      for (const { sql } of migrationsOf(database, engine)) {
        expect(sql).not.toMatch(/"public"|CREATE SCHEMA|search_path/i);
      }
    });
  });
}

it("a script for shared tables travels with its migration", () => {
  const dir = mkdtempSync(join(tmpdir(), "acre-db-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const scripts = { "2_plain": ["migration.sql"], "1_by_hand": ["migration.sql", "migration.row.sql"] };
  for (const [name, files] of Object.entries(scripts)) {
    mkdirSync(join(dir, name));
    for (const file of files) writeFileSync(join(dir, name, file), `-- ${name}/${file}`);
  }
  const migrations = toMigrations(readMigrations("tenant", "postgresql", dir));
  expect(migrations).toEqual(loadMigrations(dir));
  expect(migrations.map(({ rowSql }) => rowSql)).toEqual(["-- 1_by_hand/migration.row.sql", undefined]);
});

it("both engines have the same tables and columns", () => {
  for (const database of databases as DatabaseName[]) {
    const [sqlite, postgres] = (engines as EngineName[]).map((engine) =>
      tablesIn(
        migrationsOf(database, engine)
          .map(({ sql }) => sql)
          .join("\n"),
      ),
    );
    expect(sqlite).toEqual(postgres);
    expect(Object.keys(sqlite ?? {}).length).toBeGreaterThan(5);
  }
});

function tablesIn(sql: string): Record<string, string[]> {
  const tables = new Map<string, Set<string>>();
  for (const [statement] of sql.matchAll(/^(?:CREATE|ALTER) TABLE [\s\S]*?;$/gm)) {
    const [, verb, table = ""] = /^(\w+) TABLE "(\w+)"/.exec(statement) ?? [];
    const renamed = /RENAME TO "(\w+)"/.exec(statement)?.[1];
    const columns = tables.get(table) ?? new Set<string>();
    const pattern = verb === "CREATE" ? /^ {4}"(\w+)"/gm : /ADD COLUMN\s+"(\w+)"/g;
    for (const [, column = ""] of statement.matchAll(pattern)) columns.add(column);
    for (const [, column = ""] of statement.matchAll(/DROP COLUMN\s+"(\w+)"/g)) columns.delete(column);
    // SQLite changes some tables by making them anew under another name.
    if (renamed !== undefined) tables.delete(table);
    tables.set(renamed ?? table, columns);
  }
  return Object.fromEntries([...tables].map(([table, columns]) => [table, [...columns].sort()]));
}
