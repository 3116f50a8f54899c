import { refusedValue } from "../bundle/errors";
import type { PortableRow } from "../bundle/portable";
import type { PortableCounter, PortableTable, TenantLoader } from "../bundle/snapshot";
import { historyOf, tableIn } from "../bundle/tables";
import type { LoadOptions } from "../datasource";
import { TenancyError } from "../errors";
import { dropFences } from "./fence";
import { flushDatabase } from "./files";
import { readHistory } from "./migrate-file";
import type { SqliteDatabase } from "./open-database";
import { type FromPortable, writerOf } from "./portable-values";
import { quoted } from "./quoted";
import { readBatches } from "./snapshot";
import { readTenantTables } from "./tenant-tables";

/**
 * Fills a tenant's empty file, or one that it empties, over a connection of its own, which `commit` and `abort` close. Throws
 * `place_not_empty`, and what reading the history and the tables throws; the connection is closed then.
 */
export function loaderOfFile(
  db: SqliteDatabase,
  path: string,
  { replace = false, amend = false }: LoadOptions = {},
): TenantLoader {
  try {
    // Checked at the end, all at once: so the order of rows does not matter. Only possible outside a transaction.
    db.pragma("foreign_keys = OFF");
    db.exec("BEGIN IMMEDIATE");
    const migrations = historyOf(readHistory(db, path));
    const tables = readTenantTables(db, path);
    if (replace) empty(db, tables);
    else if (!amend) for (const { name } of tables) assertEmpty(db, name, path);
    return { dialect: "sqlite", migrations, tables, ...fill(db, tables, path) };
  } catch (error) {
    db.close();
    throw error;
  }
}

function empty(db: SqliteDatabase, tables: readonly PortableTable[]): void {
  dropFences(db);
  for (const { name } of tables) {
    db.exec(`DELETE FROM ${quoted(name)}`);
    if (hasCounter(db, name)) db.prepare("DELETE FROM sqlite_sequence WHERE name = ?").run(name);
  }
}

function assertEmpty(db: SqliteDatabase, table: string, path: string): void {
  if (db.prepare(`SELECT 1 FROM ${quoted(table)} LIMIT 1`).get() === undefined) return;
  throw new TenancyError(
    "place_not_empty",
    `Table ${table} of ${path} has rows already. Data is loaded into an empty place only; choose another.`,
  );
}

type Filling = Pick<TenantLoader, "begin" | "write" | "change" | "remove" | "rows" | "commit" | "abort">;

function fill(db: SqliteDatabase, tables: readonly PortableTable[], path: string): Filling {
  let insert: ((row: PortableRow) => void) | null = null;
  return {
    async begin(name, counters = []) {
      const table = tableIn(tables, name);
      insert = inserter(db, table);
      setCounters(db, table, counters);
    },
    async write(rows) {
      if (insert === null) throw new RangeError("No table was begun.");
      for (const row of rows) insert(row);
    },
    async change(name, rows) {
      const change = changer(db, tableIn(tables, name));
      for (const row of rows) change(row);
    },
    async remove(name, rows) {
      const remove = remover(db, tableIn(tables, name));
      for (const row of rows) remove(row);
    },
    rows: (name) => readBatches(db, tableIn(tables, name)),
    async commit() {
      assertReferences(db, path);
      db.exec("COMMIT");
      db.close();
      // Empty by now, unless somebody else has the file open. What was loaded may be all that is left of it elsewhere.
      await flushDatabase(path);
    },
    async abort() {
      // Closing rolls back.
      db.close();
    },
  };
}

function inserter(db: SqliteDatabase, table: PortableTable): (row: PortableRow) => void {
  const { name, columns } = table;
  const list = columns.map((column) => quoted(column.name)).join(", ");
  const places = columns.map(() => "?").join(", ");
  return runner(db, table, `INSERT INTO ${quoted(name)} (${list}) VALUES (${places})`);
}

function changer(db: SqliteDatabase, table: PortableTable): (row: PortableRow) => void {
  const set = table.columns.map(({ name }) => `${quoted(name)} = ?`).join(", ");
  const text = `UPDATE ${quoted(table.name)} SET ${set} WHERE ${sameKey(table)}`;
  return runner(db, table, text, [...table.columns.keys(), ...keyPositions(table)]);
}

function remover(db: SqliteDatabase, table: PortableTable): (row: PortableRow) => void {
  return runner(db, table, `DELETE FROM ${quoted(table.name)} WHERE ${sameKey(table)}`, keyPositions(table));
}

function sameKey({ key }: PortableTable): string {
  return key.map((name) => `${quoted(name)} IS ?`).join(" AND ");
}

function keyPositions({ columns, key }: PortableTable): number[] {
  return key.map((name) => columns.findIndex((column) => column.name === name));
}

/** Runs a statement for a row, whose parameters are the values at these positions. */
function runner(
  db: SqliteDatabase,
  table: PortableTable,
  text: string,
  positions?: readonly number[],
): (row: PortableRow) => void {
  const statement = db.prepare<unknown[]>(text);
  const writers = table.columns.map(({ type }) => writerOf(type));
  return (row) => {
    const values = convert(row, writers, table);
    try {
      statement.run(positions === undefined ? values : positions.map((at) => values[at]));
    } catch (error) {
      throw refusedRow(error, table.name);
    }
  };
}

function convert(row: PortableRow, writers: readonly FromPortable[], table: PortableTable): unknown[] {
  const values = new Array<unknown>(writers.length);
  let at = 0;
  try {
    for (const write of writers) {
      values[at] = write(row[at] ?? null);
      at++;
    }
  } catch (error) {
    throw refusedValue(error, table.name, table.columns[at]?.name);
  }
  return values;
}

function refusedRow(error: unknown, table: string): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (!(error instanceof Error) || !code.startsWith("SQLITE_CONSTRAINT")) return error;
  return new TenancyError("load_refused", `A row of table ${table} was refused: ${error.message}.`, {
    cause: error,
  });
}

// Rows advance a count by themselves; numbers that were given out and deleted since are not given out again.
function setCounters(db: SqliteDatabase, table: PortableTable, counters: readonly PortableCounter[]): void {
  const counting = table.counters.length > 0 || hasCounter(db, table.name);
  for (const { last } of counting ? counters : []) {
    db.prepare("DELETE FROM sqlite_sequence WHERE name = ?").run(table.name);
    db.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)").run(table.name, BigInt(last));
  }
}

function hasCounter(db: SqliteDatabase, table: string): boolean {
  const sql = db.prepare("SELECT sql FROM sqlite_schema WHERE name = ?").pluck().get(table);
  return typeof sql === "string" && /\bAUTOINCREMENT\b/i.test(sql);
}

function assertReferences(db: SqliteDatabase, path: string): void {
  const dangling = db.prepare<[], { table: string; parent: string }>("PRAGMA foreign_key_check").get();
  if (dangling === undefined) return;
  throw new TenancyError(
    "load_refused",
    `A row of table ${dangling.table} of ${path} refers to one missing from ${dangling.parent}. Nothing was loaded.`,
  );
}
