import { createHash } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Migration } from "../migrations/migration";
import { rewriteUnderKey } from "./cipher";
import {
  copyIntoPlace,
  flushFolderOf,
  hasCode,
  namesIn,
  putInPlace,
  removeDatabase,
  temporaryPath,
} from "./files";
import { migrateSqliteFile } from "./migrate-file";
import { openDatabase } from "./open-database";

/** An empty, fully migrated database from which tenants are copied, since a copy is far quicker than a replay. */
export interface Template {
  /** Names the history that the template has behind it. */
  readonly digest: string;
  /**
   * Puts a copy at `target`, under `key` when there is one; false when there is a file already. Builds the template
   * when it is not there.
   */
  copyTo(target: string, key?: Buffer): Promise<boolean>;
  /** Removes templates of other histories; returns how many there were. */
  removeOthers(): number;
}

const templateName = /^\.template-[0-9a-f]{16}(?:-sealed)?\.db$/;

/**
 * The template in `dir` for this history. Its name holds the history's digest, so that it is never out of date.
 * `sealed` keeps it ready for copies under keys of their own: encrypted itself, so that a copy's pages have room for
 * what the cipher adds and are only rewritten. Its own key is no secret, as it holds nothing but the schema.
 */
export function createTemplate(
  dir: string,
  migrations: readonly Migration[],
  { sealed = false }: { sealed?: boolean } = {},
): Template {
  const digest = digestOf(migrations);
  const name = `.template-${digest}${sealed ? "-sealed" : ""}.db`;
  const path = join(dir, name);
  const ownKey = sealed ? createHash("sha256").update(name).digest() : null;
  let ready: Promise<void> | null = null;

  function ensure(): Promise<void> {
    ready ??= buildWhenMissing({ dir, path, migrations, key: ownKey }).catch((error: unknown) => {
      ready = null;
      throw error;
    });
    return ready;
  }

  function copy(target: string, key: Buffer | undefined): Promise<boolean> {
    if (key === undefined) return copyIntoPlace(dir, path, target);
    return copyIntoPlace(dir, path, target, (unnamed) => rewriteUnderKey(unnamed, ownKey, key));
  }

  return {
    digest,
    async copyTo(target, key) {
      if (sealed !== (key !== undefined))
        throw new TypeError("A sealed template, and no other, is copied with a key.");
      await ensure();
      try {
        return await copy(target, key);
      } catch (error) {
        // Someone cleared the folder: build it again, once.
        if (!hasCode(error, "ENOENT")) throw error;
        ready = null;
        await ensure();
        return copy(target, key);
      }
    },
    removeOthers() {
      const others = namesIn(dir).filter((entry) => templateName.test(entry) && entry !== name);
      for (const other of others) rmSync(join(dir, other), { force: true });
      return others.length;
    },
  };
}

function digestOf(migrations: readonly Migration[]): string {
  const digest = createHash("sha256");
  for (const { name, checksum } of migrations) digest.update(`${name}\0${checksum}\0`);
  return digest.digest("hex").slice(0, 16);
}

interface TemplateFile {
  dir: string;
  path: string;
  migrations: readonly Migration[];
  key: Buffer | null;
}

async function buildWhenMissing({ dir, path, migrations, key }: TemplateFile): Promise<void> {
  if (existsSync(path)) return;
  const temporary = temporaryPath(dir);
  try {
    // Closing the only connection moves the log into the file, so the file alone is the whole database.
    migrateSqliteFile(temporary, migrations, { create: true, key: key ?? undefined });
    // A file in the log cannot be rewritten, and its copies will be.
    if (key !== null) leaveLog(temporary, key);
    if (await putInPlace(temporary, path)) await flushFolderOf(path);
  } finally {
    await removeDatabase(temporary);
  }
}

function leaveLog(path: string, key: Buffer): void {
  const db = openDatabase(path, { key });
  try {
    db.pragma("journal_mode = DELETE");
  } finally {
    db.close();
  }
}
