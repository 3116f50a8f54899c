import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { TenancyError } from "../errors";

// No value is imported from where databases are opened: that asks here first.
type SqliteDatabase = Database.Database;

const beforeSuffix = "-before";
const unfinishedSuffix = "-before-unfinished";
const lockSuffix = "-migrating";

/** What a migration that is no transaction keeps beside a file: how it was before, and who is at it. */
export const migrationSuffixes: readonly string[] = [beforeSuffix, unfinishedSuffix, lockSuffix];

/**
 * Throws `tenant_busy` while a migration that is no transaction is at a file, or was cut off there: until it is finished
 * or put back nobody may see the file.
 */
export function assertNotHalfMigrated(path: string): void {
  if (!existsSync(path + beforeSuffix)) return;
  throw new TenancyError(
    "tenant_busy",
    `A migration that is no transaction is at ${path}, or was cut off there. Wait for its end, or run \`acre migrate resume\`, which puts the file back as it was before it goes on.`,
  );
}

/**
 * Does to a file what cannot be done in a transaction, with a way back. The file is copied first, under its own key; when
 * `change` throws, the copy is put back, and so it is by `putBackInterrupted` when the process dies meanwhile. Closes `db`
 * when `change` throws. Nothing else may have the file open. Throws `tenant_busy` when another process is at it, and what
 * `change` throws.
 */
export function withWayBack<T>(db: SqliteDatabase, change: () => T): T {
  const path = db.name;
  const lock = lockFile(path);
  try {
    keepCopy(db, path);
    const result = attempt(db, path, change);
    rmSync(path + beforeSuffix);
    flushFolder(path);
    return result;
  } finally {
    lock.release();
  }
}

function attempt<T>(db: SqliteDatabase, path: string, change: () => T): T {
  try {
    const result = change();
    // A power cut must not cost what the way back is given up for. This waits for the disk.
    if (db.pragma("wal_checkpoint(TRUNCATE)", { simple: true }) !== 0)
      throw new TenancyError("tenant_busy", `Somebody else reads ${path}. Close the tenant and try again.`);
    return result;
  } catch (error) {
    if (db.inTransaction) db.exec("ROLLBACK");
    db.close();
    putBack(path);
    throw error;
  }
}

/**
 * Puts a file back as it was before a migration that was no transaction and whose process died; false where there was
 * none. Nothing may have the file open. Throws `tenant_busy` while that process lives.
 */
export function putBackInterrupted(path: string): boolean {
  if (!existsSync(path + beforeSuffix)) return false;
  const lock = lockFile(path);
  try {
    // It may have come to its end before the lock was to be had.
    if (!existsSync(path + beforeSuffix)) return false;
    putBack(path);
    return true;
  } finally {
    lock.release();
  }
}

// The copy gets its name when it is on the disk as a whole: from then on there is a way back, and need of it.
function keepCopy(db: SqliteDatabase, path: string): void {
  const unfinished = path + unfinishedSuffix;
  rmSync(unfinished, { force: true });
  try {
    db.prepare("VACUUM INTO ?").run(unfinished);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
  flush(unfinished);
  renameSync(unfinished, path + beforeSuffix);
  flushFolder(path);
}

// The log first, as it would be read into what takes the file's place. Whoever is killed in between does it again.
function putBack(path: string): void {
  for (const suffix of ["-wal", "-shm", "-journal"]) rmSync(path + suffix, { force: true });
  renameSync(path + beforeSuffix, path);
  flushFolder(path);
}

// The system lets go of it when the process dies, and not while it is only stopped: its connection would go on, and
// remove by name the log of whatever is in the file's place by then.
function lockFile(path: string): { release(): void } {
  const lock = new Database(path + lockSuffix, { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    lock.close();
    throw new TenancyError(
      "tenant_busy",
      `Another process is migrating ${path}. If it is stopped, end it, and try again.`,
      { cause },
    );
  }
  return {
    release() {
      rmSync(path + lockSuffix, { force: true });
      lock.close();
    },
  };
}

function flush(path: string, mode: "r" | "r+" = "r+"): void {
  const descriptor = openSync(path, mode);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

// Windows does so by itself and has no call for it.
function flushFolder(path: string): void {
  if (process.platform !== "win32") flush(dirname(path), "r");
}
