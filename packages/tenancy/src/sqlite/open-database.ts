import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import { TenancyError } from "../errors";
import { isPlainDatabase, setKey } from "./cipher";
import { assertNotHalfMigrated } from "./migration-snapshot";

export type SqliteDatabase = Database.Database;

export interface OpenDatabaseOptions {
  /** Make the file when it is missing. Off unless said: opening must never bring a tenant into being. */
  create?: boolean;
  /** Refuse writes through this connection. */
  readOnly?: boolean;
  /** Page cache of this connection in KiB; 2,000 unless said. Thousands may be open at once. */
  cacheKiB?: number;
  /** The 32 bytes that the file is encrypted with; none for a plain file. */
  key?: Buffer;
  /**
   * What a commit has outlived when it returns. `process`, unless said: the end of this process. `power`: a power
   * cut too, at the price of waiting for the disk with every commit.
   */
  commitsOutlive?: "process" | "power";
  /** Overwrites what is deleted, so that free pages hold nothing of it; not unless said. */
  overwriteDeleted?: boolean;
}

const busyTimeoutMs = 5000;

/**
 * Opens one SQLite file the way every file of ours is opened, and the only way: write-ahead log, foreign keys
 * enforced, nothing in the schema trusted, temporary tables in memory, waiting up to 5 s for another process's lock.
 *
 * Each setting is read back, since SQLite answers an unknown or impossible one with silence. Throws
 * `datasource_missing` when there is no file, `datasource_corrupt` when it is no database, `encryption_missing` when
 * there is a key and the file is plain, `key_mismatch` when it does not open with the key, `wal_unavailable` where the
 * log cannot be had (network file systems), `pragma_refused` for any other setting, `tenant_busy` while a migration that is
 * no transaction is at the file or was cut off there.
 */
export function openDatabase(path: string, options: OpenDatabaseOptions = {}): SqliteDatabase {
  assertNotHalfMigrated(path);
  const db = openFile(path, options.create ?? false);
  try {
    if (options.key !== undefined) setKey(db, options.key);
    configure(db, path, options);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function openFile(path: string, create: boolean): SqliteDatabase {
  try {
    return new Database(path, { fileMustExist: !create, timeout: busyTimeoutMs });
  } catch (error) {
    if (create || existsSync(path)) throw error;
    throw new TenancyError(
      "datasource_missing",
      `There is no database at ${path}. Restore it from a backup.`,
      {
        cause: error,
      },
    );
  }
}

function configure(db: SqliteDatabase, path: string, options: OpenDatabaseOptions): void {
  enableWal(db, path, options.key !== undefined);
  const cacheKiB = options.cacheKiB ?? 2000;
  // synchronous=NORMAL: with the log a power cut may cost the last commits, never the database's integrity.
  if (options.commitsOutlive === "power") set(db, path, "synchronous", "FULL", 2);
  else set(db, path, "synchronous", "NORMAL", 1);
  set(db, path, "foreign_keys", "ON", 1);
  set(db, path, "busy_timeout", String(busyTimeoutMs), busyTimeoutMs);
  set(db, path, "trusted_schema", "OFF", 0);
  // What SQLite puts aside while it sorts or rebuilds would lie on the disk as plain text.
  set(db, path, "temp_store", "MEMORY", 2);
  if (options.overwriteDeleted) set(db, path, "secure_delete", "ON", 1);
  set(db, path, "cache_size", String(-cacheKiB), -cacheKiB);
  if (options.readOnly) set(db, path, "query_only", "ON", 1);
}

function enableWal(db: SqliteDatabase, path: string, encrypted: boolean): void {
  const mode = readingHeader(path, encrypted, () => db.pragma("journal_mode = WAL", { simple: true }));
  if (mode === "wal") return;
  throw new TenancyError(
    "wal_unavailable",
    `SQLite refused its write-ahead log for ${path} (journal_mode is "${String(mode)}"). Keep the data folder on a local disk.`,
  );
}

// The first statement reads the file's header, so this is where a file that is no database shows.
function readingHeader<T>(path: string, encrypted: boolean, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const code = errorCode(error);
    if (code !== "SQLITE_NOTADB" && code !== "SQLITE_CORRUPT") throw error;
    throw encrypted ? unreadableWithKey(path, error) : unreadable(path, error);
  }
}

function unreadable(path: string, cause: unknown): TenancyError {
  const message = `${path} is not a readable database. Restore it from a backup.`;
  return new TenancyError("datasource_corrupt", message, { cause });
}

function unreadableWithKey(path: string, cause: unknown): TenancyError {
  if (isPlainDatabase(path)) {
    return new TenancyError(
      "encryption_missing",
      `${path} is a plain database, but a key is kept for it: someone put another file in its place. Restore it from a backup.`,
      { cause },
    );
  }
  return new TenancyError(
    "key_mismatch",
    `${path} does not open with its key: it is damaged, or was written under another one. Restore it from a backup, or the catalog that it belongs to.`,
    { cause },
  );
}

function set(db: SqliteDatabase, path: string, pragma: string, value: string, expected: number): void {
  db.pragma(`${pragma} = ${value}`);
  const actual = db.pragma(pragma, { simple: true });
  if (actual === expected) return;
  throw new TenancyError(
    "pragma_refused",
    `${path}: ${pragma} is ${String(actual)} and must be ${expected}.`,
  );
}

function errorCode(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
