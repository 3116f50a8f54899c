import { randomUUID } from "node:crypto";
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { assertTenantId } from "../ids";
import { migrationSuffixes } from "./migration-snapshot";

// What only changes names, and the copy of a small file, takes microseconds and is done at once. Waiting for
// the disk may take long and is not.
const flush = promisify(fsync);

const temporaryFolder = ".tmp";

/** Where a tenant's file is: `<dir>/<last two of id>/<id>.db`. Throws `tenant_id_invalid` for anything but a UUID. */
export function tenantPath(dir: string, tenantId: string): string {
  const id = assertTenantId(tenantId);
  // The end of an id is random; its beginning is the time, which would put every new tenant in one folder.
  return join(dir, id.slice(-2), `${id}.db`);
}

/** A database file, and what SQLite and migrations keep beside it. */
function withSideFiles(path: string): string[] {
  return ["", "-wal", "-shm", "-journal", ...migrationSuffixes].map((suffix) => path + suffix);
}

/** What there is of a database and its side files. */
export function filesOf(path: string): string[] {
  return withSideFiles(path).filter((file) => existsSync(file));
}

/** What a database and its log take on the disk; 0 when it is not there. */
export function bytesOf(path: string): number {
  const sizes = [path, `${path}-wal`].map((file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0);
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** A new name for an unfinished file, on the same file system as `dir` and never that of a tenant. */
export function temporaryPath(dir: string): string {
  const folder = join(dir, temporaryFolder);
  mkdirSync(folder, { recursive: true });
  return join(folder, `${process.pid}-${randomUUID()}`);
}

/** A new unfinished file, which no sweep takes for an abandoned one until it is discarded. */
export function unfinishedFile(dir: string): { path: string; discard(): void } {
  const path = temporaryPath(dir);
  unfinished.add(path);
  return {
    path,
    discard() {
      rmSync(path, { force: true });
      unfinished.delete(path);
    },
  };
}

/**
 * Copies `source` to `target` so that a reader sees the whole file or none, on disk before it can be seen. The name is
 * durable with `flushDatabase`. Returns false, and leaves it alone, when there is a `target` already. `prepare` may change
 * the copy first.
 */
export async function copyIntoPlace(
  dir: string,
  source: string,
  target: string,
  prepare?: (copy: string) => void,
): Promise<boolean> {
  const copy = unfinishedFile(dir);
  try {
    copyFileSync(source, copy.path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    prepare?.(copy.path);
    await flushToDisk(copy.path, "r+");
    return await putInPlace(copy.path, target);
  } finally {
    copy.discard();
  }
}

/** As `putInPlace` of a tenant's file, with its name and its folder's on the disk when it returns. */
export async function moveIntoPlace(temporary: string, target: string): Promise<boolean> {
  const moved = await putInPlace(temporary, target);
  if (moved) await flushName(target);
  return moved;
}

/**
 * Gives a finished file its name unless that is taken, in which case it returns false. Linking is atomic and,
 * unlike renaming, never overwrites: of two processes that make one tenant at once, one loses and says so.
 *
 * The name is durable with `flushDatabase`. Not before: a folder that is just being written to the disk keeps SQLite
 * waiting that is to begin a log in it.
 */
export async function putInPlace(temporary: string, target: string): Promise<boolean> {
  mkdirSync(dirname(target), { recursive: true });
  try {
    linkSync(temporary, target);
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    if (!hasCode(error, "EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS")) throw error;
    // A file system without hard links.
    if (existsSync(target)) return false;
    renameSync(temporary, target);
  }
  return true;
}

/** Removes a database and its side files for good. Files that are not there are no error. */
export async function removeDatabase(path: string): Promise<void> {
  for (const file of withSideFiles(path)) rmSync(file, { force: true });
  if (existsSync(dirname(path))) await flushFolder(dirname(path));
}

/** Removes the unfinished files of processes that are no more; returns how many there were. */
export function removeAbandoned(dir: string): number {
  const folder = join(dir, temporaryFolder);
  let removed = 0;
  for (const name of namesIn(folder)) {
    const path = join(folder, name);
    if (unfinished.has(path) || belongsToAnother(name)) continue;
    rmSync(path, { force: true });
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

// Folders whose own names this process flushed. One may be new, made by it or by another that did not come to do so.
const durableFolders = new Set<string>();

async function flushName(path: string): Promise<void> {
  const folder = dirname(path);
  const named = durableFolders.has(folder) ? null : flushFolder(dirname(folder));
  await Promise.all([flushFolder(folder), named]);
  durableFolders.add(folder);
}

/** Makes the name of a file durable. */
export async function flushFolderOf(path: string): Promise<void> {
  await flushFolder(dirname(path));
}

// A new or removed name is only durable once its folder is. Windows does so by itself and has no call for it.
async function flushFolder(path: string): Promise<void> {
  if (process.platform !== "win32") await flushToDisk(path, "r");
}

/**
 * Waits until a database's name, and what was committed to it and is in its log yet, are on the disk; what left the log was
 * flushed when it did. No error for one that is not there.
 */
export async function flushDatabase(path: string): Promise<void> {
  // Nobody has a lock on the log itself, so that closing it lets go of none.
  const log = existsSync(`${path}-wal`) ? flushToDisk(`${path}-wal`, "r+") : null;
  // Together, which is little more to wait for than one.
  const flushes = await Promise.allSettled([log, flushName(path)]);
  for (const flush of flushes)
    if (flush.status === "rejected" && !hasCode(flush.reason, "ENOENT")) throw flush.reason;
}

/** Waits until what was written to a file is on the disk. */
export async function flushToDisk(path: string, mode: "r" | "r+"): Promise<void> {
  const descriptor = openSync(path, mode);
  try {
    await flush(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** The names in a folder; none when there is no such folder. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return [];
    throw error;
  }
}

/** Whether a system call failed for one of these reasons. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return (
    error instanceof Error && "code" in error && typeof error.code === "string" && codes.includes(error.code)
  );
}
