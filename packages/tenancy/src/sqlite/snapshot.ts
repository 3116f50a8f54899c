import { setImmediate as nextTurn } from "node:timers/promises";
import { refusedValue } from "../bundle/errors";
import type { PortableRow } from "../bundle/portable";
import type { PortableColumn, PortableTable, TenantSnapshot } from "../bundle/snapshot";
import { historyOf, tableIn } from "../bundle/tables";
import { schemaVersions } from "../migrations/schema-version";
import { readHistory } from "./migrate-file";
import type { SqliteDatabase } from "./open-database";
import { readerOf } from "./portable-values";
import { quoted } from "./quoted";
import { readTenantTables } from "./tenant-tables";

const rowsInBatch = 1000;
const bytesInBatch = 256 * 1024;

/**
 * Everything in a tenant's file as it is now, whatever is written meanwhile: one read transaction on a connection of
 * its own, which `close` closes. Throws what reading the history and the tables throws; the connection is closed then.
 */
export function snapshotOfFile(db: SqliteDatabase, label: string): TenantSnapshot {
  try {
    // The transaction's view begins with its first statement, which reads the history.
    db.exec("BEGIN");
    const migrations = historyOf(readHistory(db, label));
    const tables = readTenantTables(db, label);
    return {
      dialect: "sqlite",
      schemaVersion: schemaVersions(migrations).latest,
      migrations,
      tables,
      rows: (table) => readBatches(db, tableIn(tables, table)),
      close: async () => {
        db.close();
      },
    };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A table's rows in the order of its key, a batch at a time. */
export async function* readBatches(db: SqliteDatabase, table: PortableTable): AsyncGenerator<PortableRow[]> {
  const convert = rowReader(table);
  let batch: PortableRow[] = [];
  let bytes = 0;
  for (const values of db.prepare<[], unknown[]>(selectText(table)).raw().safeIntegers().iterate()) {
    bytes += sizeOf(values);
    batch.push(convert(values));
    if (batch.length < rowsInBatch && bytes < bytesInBatch) continue;
    yield batch;
    batch = [];
    bytes = 0;
    // Reading is synchronous, and others have work to do.
    await nextTurn();
  }
  if (batch.length > 0) yield batch;
}

function selectText({ name, columns, key }: PortableTable): string {
  const list = columns.map((column) => quoted(column.name)).join(", ");
  const types = new Map(columns.map((column) => [column.name, column]));
  const order = key.map((column) => orderBy(types.get(column))).join(", ");
  return `SELECT ${list} FROM ${quoted(name)} ORDER BY ${order}`;
}

function orderBy(column: PortableColumn | undefined): string {
  if (column === undefined) return "1";
  const name = quoted(column.name);
  // Moments are text in several spellings, or milliseconds.
  if (column.type === "datetime")
    return `CASE typeof(${name}) WHEN 'integer' THEN ${name} / 1000.0 ELSE unixepoch(${name}, 'subsec') END, ${name}`;
  return `${name} COLLATE BINARY`;
}

function rowReader({ name, columns }: PortableTable): (values: unknown[]) => PortableRow {
  const readers = columns.map(({ type }) => readerOf(type));
  return (values) => {
    const row: PortableRow = new Array(readers.length);
    let at = 0;
    try {
      for (const read of readers) {
        row[at] = read(values[at]);
        at++;
      }
    } catch (error) {
      throw refusedValue(error, name, columns[at]?.name);
    }
    return row;
  };
}

function sizeOf(values: unknown[]): number {
  let size = 0;
  for (const value of values) {
    if (typeof value === "string" || Buffer.isBuffer(value)) size += value.length;
    else size += 8;
  }
  return size;
}
