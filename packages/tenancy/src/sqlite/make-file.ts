import type { Migration } from "../migrations/migration";
import { moveIntoPlace, removeDatabase, temporaryPath } from "./files";
import { migrateSqliteFile } from "./migrate-file";

/**
 * Makes a file at `path` by applying migrations, encrypted from its first page on when there is a key. It gets its
 * name when it is finished; false when that is taken.
 */
export async function makeFile(
  dir: string,
  path: string,
  migrations: readonly Migration[],
  key?: Buffer,
): Promise<boolean> {
  const temporary = temporaryPath(dir);
  try {
    migrateSqliteFile(temporary, migrations, { create: true, key });
    return await moveIntoPlace(temporary, path);
  } finally {
    await removeDatabase(temporary);
  }
}
