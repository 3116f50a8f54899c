import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, link, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { assertTenantId } from "../ids";

const temporaryFolder = ".tmp";

/** Where a tenant's file is: `<dir>/<last two of id>/<id>.db`. Throws `tenant_id_invalid` for anything but a UUID. */
export function tenantPath(dir: string, tenantId: string): string {
  const id = assertTenantId(tenantId);
  // The end of an id is random; its beginning is the time, which would put every new tenant in one folder.
  return join(dir, id.slice(-2), `${id}.db`);
}

/** A database file and what SQLite keeps beside it. */
export function withSideFiles(path: string): string[] {
  return [path, `${path}-wal`, `${path}-shm`, `${path}-journal`];
}

/** A new name for an unfinished file, on the same file system as `dir` and never that of a tenant. */
export async function temporaryPath(dir: string): Promise<string> {
  const folder = join(dir, temporaryFolder);
  await mkdir(folder, { recursive: true });
  return join(folder, `${process.pid}-${randomUUID()}`);
}

/**
 * Copies `source` to `target` so that a reader sees the whole file or none, on disk before it can be seen.
 * Returns false, and leaves it alone, when there is a `target` already.
 */
export async function copyIntoPlace(dir: string, source: string, target: string): Promise<boolean> {
  const temporary = await temporaryPath(dir);
  unfinished.add(temporary);
  try {
    await copyFile(source, temporary, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    await sync(temporary);
    return await moveIntoPlace(temporary, target);
  } finally {
    await rm(temporary, { force: true });
    unfinished.delete(temporary);
  }
}

/**
 * Gives a finished file its name unless that is taken, in which case it returns false. Linking is atomic and,
 * unlike renaming, never overwrites: of two processes that make one tenant at once, one loses and says so.
 */
export async function moveIntoPlace(temporary: string, target: string): Promise<boolean> {
  await mkdir(dirname(target), { recursive: true });
  try {
    await link(temporary, target);
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    if (!hasCode(error, "EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS")) throw error;
    // A file system without hard links.
    await rename(temporary, target);
  }
  await sync(dirname(target));
  return true;
}

/** Removes a database and its side files for good. Files that are not there are no error. */
export async function removeDatabase(path: string): Promise<void> {
  for (const file of withSideFiles(path)) await rm(file, { force: true });
  await sync(dirname(path)).catch(ignoreMissing);
}

/** Removes the unfinished files of processes that are no more; returns how many there were. */
export async function removeAbandoned(dir: string): Promise<number> {
  const folder = join(dir, temporaryFolder);
  const names = await readdir(folder).catch(emptyWhenMissing);
  let removed = 0;
  for (const name of names) {
    const path = join(folder, name);
    if (unfinished.has(path) || belongsToAnother(name)) continue;
    await rm(path, { force: true });
    removed++;
  }
  return removed;
}

// This process's own unfinished files. Another process of the same number may have left some before it.
const unfinished = new Set<string>();

function belongsToAnother(name: string): boolean {
  const pid = Number.parseInt(name, 10);
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, "EPERM");
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Whether a system call failed for one of these reasons. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return (
    error instanceof Error && "code" in error && typeof error.code === "string" && codes.includes(error.code)
  );
}

function emptyWhenMissing(error: unknown): string[] {
  if (hasCode(error, "ENOENT")) return [];
  throw error;
}

function ignoreMissing(error: unknown): void {
  if (!hasCode(error, "ENOENT")) throw error;
}
