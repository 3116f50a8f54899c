import { setImmediate as nextTurn } from "node:timers/promises";
import Database from "better-sqlite3";
import { TenancyError } from "../errors";
import { type ImportSource, quoteColumn, type SourceValue } from "./source";

const rowsInBatch = 500;

/**
 * A SQLite file in one read transaction. It is opened for reading alone, and its settings are left as they are: it is
 * somebody else's. Throws `import_source_unreadable`.
 */
export function openSqliteSource(path: string): ImportSource {
  const db = open(path);
  return {
    async columns(table) {
      const names = db
        .prepare<[string], string>("SELECT name FROM pragma_table_xinfo(?) WHERE hidden <> 1")
        .pluck()
        .all(table);
      return names.length === 0 ? null : names;
    },
    table: quoteColumn,
    literal,
    rows: (query) => batches(db, query, path),
    async close() {
      db.close();
    },
  };
}

function open(path: string): Database.Database {
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true });
    db.pragma("trusted_schema = OFF");
    // The view begins with the first statement that reads.
    db.exec("BEGIN");
    db.prepare("SELECT count(*) FROM sqlite_schema").get();
    return db;
  } catch (error) {
    db?.close();
    throw unreadable(path, error);
  }
}

async function* batches(db: Database.Database, query: string, path: string): AsyncGenerator<SourceValue[][]> {
  let batch: SourceValue[][] = [];
  try {
    for (const row of db.prepare<[], SourceValue[]>(query).raw().safeIntegers().iterate()) {
      batch.push(row);
      if (batch.length < rowsInBatch) continue;
      yield batch;
      batch = [];
      // Reading is synchronous, and others have work to do.
      await nextTurn();
    }
  } catch (error) {
    throw error instanceof Database.SqliteError ? unreadable(path, error) : error;
  }
  if (batch.length > 0) yield batch;
}

function literal(value: SourceValue): string {
  if (value === null) return "NULL";
  if (Buffer.isBuffer(value)) return `X'${value.toString("hex")}'`;
  if (typeof value !== "string") return String(value);
  return value.includes("\0")
    ? `CAST(${literal(Buffer.from(value))} AS TEXT)`
    : `'${value.replaceAll("'", "''")}'`;
}

function unreadable(path: string, cause: unknown): TenancyError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new TenancyError(
    "import_source_unreadable",
    `The source ${path} cannot be read: ${reason}. Check that it is a SQLite file this user may read, and what the mapping says of it.`,
    { cause },
  );
}
