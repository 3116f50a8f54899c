import { createHash } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Migration } from "../migrations/migration";
import { copyIntoPlace, hasCode, moveIntoPlace, namesIn, removeDatabase, temporaryPath } from "./files";
import { migrateSqliteFile } from "./migrate-file";

/** An empty, fully migrated database from which tenants are copied, since a copy is far quicker than a replay. */
export interface Template {
  /** Puts a copy at `target`; false when there is a file already. Builds the template when it is not there. */
  copyTo(target: string): Promise<boolean>;
  /** Removes templates of other histories; returns how many there were. */
  removeOthers(): number;
}

const templateName = /^\.template-[0-9a-f]{16}\.db$/;

/** The template in `dir` for this history. Its name holds the history's digest, so that it is never out of date. */
export function createTemplate(dir: string, migrations: readonly Migration[]): Template {
  const name = `.template-${digestOf(migrations)}.db`;
  const path = join(dir, name);
  let ready: Promise<void> | null = null;

  function ensure(): Promise<void> {
    ready ??= buildWhenMissing(dir, path, migrations).catch((error: unknown) => {
      ready = null;
      throw error;
    });
    return ready;
  }

  return {
    async copyTo(target) {
      await ensure();
      try {
        return await copyIntoPlace(dir, path, target);
      } catch (error) {
        // Someone cleared the folder: build it again, once.
        if (!hasCode(error, "ENOENT")) throw error;
        ready = null;
        await ensure();
        return copyIntoPlace(dir, path, target);
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

async function buildWhenMissing(dir: string, path: string, migrations: readonly Migration[]): Promise<void> {
  if (existsSync(path)) return;
  const temporary = temporaryPath(dir);
  try {
    // Closing the only connection moves the log into the file, so the file alone is the whole database.
    migrateSqliteFile(temporary, migrations, { create: true });
    await moveIntoPlace(temporary, path);
  } finally {
    await removeDatabase(temporary);
  }
}
