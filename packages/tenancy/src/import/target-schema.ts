import Database from "better-sqlite3";
import type { PortableTable } from "../bundle/snapshot";
import type { Migration } from "../migrations/migration";
import { applyMigrations } from "../sqlite/migrate-file";
import { readTenantTables } from "../sqlite/tenant-tables";

/** What a tenant's tables demand of their rows. */
export interface TargetSchema {
  /** Each after those that it refers to. */
  readonly tables: readonly PortableTable[];
  /** Columns whose values, together, no two rows share: the primary key's first. */
  readonly unique: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** For each table: which column refers to which table. */
  readonly references: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/**
 * Reads a tenant's tables off its SQLite migrations, in memory: the tables are the same on every model, and nobody's
 * place is made or opened for it.
 */
export function targetSchema(migrations: readonly Migration[]): TargetSchema {
  const db = new Database(":memory:");
  try {
    applyMigrations(db, migrations, "the schema of tenants");
    const tables = readTenantTables(db, "the schema of tenants");
    return {
      tables,
      unique: new Map(tables.map((table) => [table.name, uniqueOf(db, table)])),
      references: new Map(tables.map(({ name }) => [name, referencesOf(db, name)])),
    };
  } finally {
    db.close();
  }
}

function uniqueOf(db: Database.Database, { name, key }: PortableTable): string[][] {
  const indexes = db
    .prepare<[string], string>(
      `SELECT name FROM pragma_index_list(?) WHERE "unique" = 1 AND partial = 0 AND origin <> 'pk'`,
    )
    .pluck()
    .all(name);
  const columnsOf = db.prepare<[string], string | null>("SELECT name FROM pragma_index_info(?)").pluck();
  const sets = indexes.map((index) => columnsOf.all(index).flatMap((column) => column ?? []));
  return [[...key], ...sets];
}

function referencesOf(db: Database.Database, table: string): Map<string, string> {
  const rows = db
    .prepare<[string], { parent: string; column: string }>(
      'SELECT "table" AS parent, "from" AS "column" FROM pragma_foreign_key_list(?)',
    )
    .all(table);
  return new Map(rows.map(({ column, parent }) => [column, parent]));
}
