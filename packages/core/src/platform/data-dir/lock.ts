import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { DataDirError } from "./data-dir-error";

const LOCK_FILE = "lock.db";
const HOLDER_FILE = "lock.pid";

/** Files in a data folder that belong to its lock. */
export const LOCK_FILES: readonly string[] = [LOCK_FILE, HOLDER_FILE];

// A handle that is garbage collected closes its file, which would end the lock: keep every one in reach.
const held = new Map<string, Database.Database>();

/**
 * Makes this process the only one that works in `dir`, until the returned function is called or
 * the process ends, however it ends.
 *
 * The lock is SQLite's own lock on an empty file, which the operating system drops with the process:
 * nothing can be left behind stale, so nothing has to be taken over, and a process id that was given
 * out again, or that means something else in another container, cannot mislead. The process id stands
 * beside it in `lock.pid` for the sentence that refuses.
 *
 * @throws DataDirError `locked` when another process, or an earlier call in this one, holds it
 */
export function lockDataDir(dir: string): () => void {
  const file = new Database(join(dir, LOCK_FILE), { timeout: 0 });
  try {
    file.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    file.close();
    if (isBusy(error)) throw lockedBy(readHolder(dir), dir);
    throw error;
  }
  held.set(dir, file);
  writeFileSync(join(dir, HOLDER_FILE), `${process.pid}\n`);
  return () => unlock(dir, file);
}

function unlock(dir: string, file: Database.Database): void {
  if (!file.open) return;
  // The name goes first: once the lock is free, the file may already be the next holder's.
  rmSync(join(dir, HOLDER_FILE), { force: true });
  file.exec("ROLLBACK");
  file.close();
  held.delete(dir);
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY");
}

function lockedBy(pid: number | null, dir: string): DataDirError {
  const holder = pid === null ? "another process" : `another process (pid ${pid})`;
  return new DataDirError(
    "locked",
    `The data folder ${dir} is in use by ${holder}; stop it first or set ACRE_DATA_DIR to another folder.`,
  );
}

/** The id the holder wrote, or null in the instant before it wrote it or when it means nobody here. */
function readHolder(dir: string): number | null {
  try {
    const pid = Number(readFileSync(join(dir, HOLDER_FILE), "utf8").trim());
    if (!Number.isSafeInteger(pid) || pid <= 0) return null;
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    const livesUnderAnotherUser = error instanceof Error && "code" in error && error.code === "EPERM";
    return livesUnderAnotherUser ? Number(readFileSync(join(dir, HOLDER_FILE), "utf8").trim()) : null;
  }
}
