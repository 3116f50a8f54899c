import { byBytes, dependencyOrder } from "../bundle/dependency-order";
import type { PortableColumn, PortableCounter, PortableTable } from "../bundle/snapshot";
import { TenancyError } from "../errors";
import type { SqliteDatabase } from "./open-database";
import { portableTypeOf } from "./portable-values";

/**
 * A tenant's tables from SQLite's own catalog, each after those that it refers to; Prisma's history is none of them.
 * Throws `value_unportable` for a column whose declared type says nothing. `label` names the file in errors.
 */
export function readTenantTables(db: SqliteDatabase, label: string): PortableTable[] {
  const names = db
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> '_prisma_migrations'`,
    )
    .pluck()
    .all();
  const counters = readCounters(db);
  const tables = new Map(names.map((name) => [name, readTable(db, name, counters, label)]));
  const references = db.prepare<[string], { parent: string; column: string }>(
    'SELECT "table" AS parent, "from" AS "column" FROM pragma_foreign_key_list(?)',
  );
  const ordered = dependencyOrder(names, (name) => {
    const nullable = new Set(tables.get(name)?.columns.flatMap((c) => (c.nullable ? [c.name] : [])));
    const all = references.all(name);
    // One empty column of several is enough to refer to nothing.
    const optional = all.filter(({ column }) => nullable.has(column)).map(({ parent }) => parent);
    const required = all.map(({ parent }) => parent).filter((parent) => !optional.includes(parent));
    return { required, optional };
  });
  return ordered.flatMap((name) => tables.get(name) ?? []);
}

interface ColumnRow {
  name: string;
  type: string;
  notnull: number;
  pk: number;
}

function readTable(
  db: SqliteDatabase,
  table: string,
  counts: ReadonlyMap<string, string>,
  label: string,
): PortableTable {
  // Generated columns are hidden; they follow from the others.
  const rows = db
    .prepare<[string], ColumnRow>(
      'SELECT name, type, "notnull", pk FROM pragma_table_xinfo(?) WHERE hidden = 0',
    )
    .all(table)
    .sort((a, b) => byBytes(a.name, b.name));
  const columns = rows.map((row): PortableColumn => {
    const type = portableTypeOf(row.type);
    if (type === null) {
      throw new TenancyError(
        "value_unportable",
        `Column ${table}.${row.name} of ${label} is declared as "${row.type}", which does not tell what it holds. Declare it with one of Prisma's types.`,
      );
    }
    // A table's INTEGER PRIMARY KEY takes no NULL, though it does not say so.
    return { name: row.name, type, nullable: row.notnull === 0 && row.pk === 0 };
  });
  const primary = rows.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
  const key = (primary.length > 0 ? primary : rows).map(({ name }) => name);
  return { name: table, columns, key, counters: counterOf(table, primary, counts) };
}

function counterOf(
  table: string,
  primary: readonly ColumnRow[],
  counts: ReadonlyMap<string, string>,
): PortableCounter[] {
  const last = counts.get(table);
  return last === undefined ? [] : primary.map(({ name }) => ({ column: name, last }));
}

function readCounters(db: SqliteDatabase): Map<string, string> {
  const sequences = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'").get();
  if (sequences === undefined) return new Map();
  const rows = db
    .prepare<[], { name: string; seq: bigint }>(
      "SELECT name, seq FROM sqlite_sequence WHERE name IS NOT NULL",
    )
    .safeIntegers()
    .all();
  return new Map(rows.map(({ name, seq }) => [name, String(seq)]));
}
