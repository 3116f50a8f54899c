import { existsSync, rmSync, statSync } from "node:fs";
import { copyUnderKey } from "./cipher";
import { dropFences } from "./fence";
import { flushToDisk, moveIntoPlace, unfinishedFile } from "./files";
import { openDatabase, type SqliteDatabase } from "./open-database";

// Copying is done at once and lets nothing else run in this process: about half a second for so much.
const mostBytes = 64 * 1024 * 1024;

export interface DuplicateOptions {
  /** The folder of the tenants' files. */
  dir: string;
  /** The file to be copied, open to be read; closed in the end. */
  db: SqliteDatabase;
  path: string;
  target: string;
  /** The key of the file, and the one of its copy; null where files are plain. */
  keys: { from: Buffer | null; to: Buffer } | null;
}

/**
 * Copies a tenant's file as it is at one moment, with what is still in the log, whatever is written meanwhile, and puts
 * it under its own key. False, with nothing done, for one that is too large to be copied at once, and when `target`
 * is there.
 */
export async function duplicateFile({ dir, db, path, target, keys }: DuplicateOptions): Promise<boolean> {
  const copy = unfinishedFile(dir);
  const holder = unfinishedFile(dir);
  try {
    if (existsSync(target) || sizeOf(path) > mostBytes) return false;
    if (keys === null) db.prepare("VACUUM INTO ?").run(copy.path);
    else copyUnderKey({ ...keys, path, copy: copy.path, holder: holder.path });
    settle(copy.path, keys?.to);
    await flushToDisk(copy.path, "r+");
    return await moveIntoPlace(copy.path, target);
  } finally {
    db.close();
    for (const suffix of ["-wal", "-shm"]) rmSync(copy.path + suffix, { force: true });
    copy.discard();
    holder.discard();
  }
}

function sizeOf(path: string): number {
  const sizes = [path, `${path}-wal`].map((file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0);
  return sizes.reduce((sum, size) => sum + size, 0);
}

// What keeps writers out of the original is no part of the copy. Closing the only connection empties its log.
function settle(path: string, key: Buffer | undefined): void {
  const db = openDatabase(path, { key });
  try {
    dropFences(db);
  } finally {
    db.close();
  }
}
