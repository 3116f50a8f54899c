import { closeSync, openSync, readSync, renameSync, rmSync, writeSync } from "node:fs";
import { TenancyError } from "../errors";
import type { TenantKeys } from "../keys/tenant-keys";
import { rewriteUnderKey } from "./cipher";
import { flushFolderOf, flushToDisk, unfinishedFile } from "./files";
import { openDatabase, type SqliteDatabase } from "./open-database";
import { openPlace } from "./open-place";

export interface RotateKeyOptions {
  /** The folder of the tenants' files. */
  dir: string;
  /** The file, and the place that it is. */
  path: string;
  placeId: string;
  keys: TenantKeys;
  /** Told of each step before it is taken. */
  onStep?: (step: RotationStep) => void;
}

export type RotationStep = "begin" | "copy" | "rekey" | "verify" | "flush" | "replace" | "finish" | "done";

/**
 * Puts a file under a new key, or a plain one under its first. A copy is rewritten, compared with the original and
 * put in its place by renaming it, so that whoever is killed at any step leaves one whole file and, among the keys
 * that are kept, the one that opens it. Calling it again takes up the key that was begun with; called after the
 * renaming, it only says that it is done.
 *
 * Nothing else may have the file open: throws `datasource_in_use` when something has, here or in another process.
 * Rewriting is done at once and lets nothing else run in this process; it takes a second or two for a gigabyte.
 */
export async function rotateFileKey(options: RotateKeyOptions): Promise<void> {
  const { dir, path, placeId, keys } = options;
  const step = options.onStep ?? (() => {});
  const pending = (await keys.get(placeId))?.next ?? null;
  const db = await openPlace(path, placeId, keys);
  try {
    if (pending !== null && (await keys.get(placeId))?.current?.equals(pending)) return;
    takeAlone(db, path);
    step("begin");
    const { current, next } = await keys.beginRotation(placeId);
    await replaceFile({ dir, path, db, from: current, to: next, step });
    step("finish");
    await keys.finishRotation(placeId, next);
    step("done");
  } finally {
    db.close();
  }
}

// A file leaves the write-ahead log only when one connection alone has it open, which is both the proof that nobody
// else does and what gathers everything in the one file. The lock then keeps others out until the end.
function takeAlone(db: SqliteDatabase, path: string): void {
  try {
    db.pragma("busy_timeout = 0");
    const mode = db.pragma("journal_mode = DELETE", { simple: true });
    if (mode !== "delete") throw new Error(`journal_mode is ${String(mode)}`);
    db.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    throw new TenancyError(
      "datasource_in_use",
      `${path} is open elsewhere, so its key cannot be changed. Close the tenant in every process and try again.`,
      { cause },
    );
  }
}

interface Replacement {
  dir: string;
  path: string;
  db: SqliteDatabase;
  from: Buffer | null;
  to: Buffer;
  step: (step: RotationStep) => void;
}

async function replaceFile({ dir, path, db, from, to, step }: Replacement): Promise<void> {
  const copy = unfinishedFile(dir);
  // Closed only at the end: closing any descriptor of a file drops the process's locks on it (POSIX, fcntl).
  const original = openSync(path, "r+");
  try {
    step("copy");
    await copyAll(original, copy.path);
    step("rekey");
    rewriteUnderKey(copy.path, from, to);
    step("verify");
    verify(db, copy.path, to, path);
    step("flush");
    await flushToDisk(copy.path, "r+");
    step("replace");
    renameSync(copy.path, path);
    makeUnusable(original);
    await flushFolderOf(path);
  } finally {
    for (const suffix of ["-wal", "-shm"]) rmSync(copy.path + suffix, { force: true });
    copy.discard();
    db.exec("ROLLBACK");
    closeSync(original);
  }
}

const chunkBytes = 1 << 20;

// By chunks and with pauses, so that a large file does not hold everything up.
async function copyAll(original: number, target: string): Promise<void> {
  const file = openSync(target, "wx", 0o600);
  try {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    for (let at = 0; ; ) {
      const read = readSync(original, chunk, 0, chunkBytes, at);
      if (read === 0) return;
      for (let written = 0; written < read; ) written += writeSync(file, chunk, written, read - written);
      at += read;
      if (read === chunkBytes) await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    closeSync(file);
  }
}

function verify(original: SqliteDatabase, copyPath: string, key: Buffer, path: string): void {
  const copy = openDatabase(copyPath, { key });
  try {
    const integrity = copy.pragma("integrity_check", { simple: true });
    const [before, after] = [countRows(original), countRows(copy)];
    if (integrity === "ok" && before === after) return;
    throw new TenancyError(
      "datasource_corrupt",
      `${path} was left as it was, since its copy under the new key is not the same (integrity: ${String(integrity)}; rows before: ${before}; after: ${after}). Restore it from a backup.`,
    );
  } finally {
    copy.close();
  }
}

function countRows(db: SqliteDatabase): string {
  const tables = db
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all();
  const count = (name: string) =>
    db
      .prepare(`SELECT count(*) FROM "${name.replaceAll('"', '""')}"`)
      .pluck()
      .get();
  return tables.map(({ name }) => `${name} ${String(count(name))}`).join(", ");
}

// Whoever opened the old file by its name and waits for the lock must not go on with a file that has no name: without
// its first page it is no database to them. Nor is it to whoever finds it on the disk.
function makeUnusable(file: number): void {
  writeSync(file, Buffer.alloc(4096, 0xff), 0, 4096, 0);
}
