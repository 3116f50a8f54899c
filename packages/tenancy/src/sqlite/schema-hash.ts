import { createHash } from "node:crypto";
import { fencePattern } from "./fence";
import type { SqliteDatabase } from "./open-database";

/**
 * A hash over everything that a file's schema says: tables with their columns, types, defaults and constraints, indexes,
 * views and triggers. Two files that came through the same migrations have the same one. Closes `db`.
 */
export function schemaHashOfFile(db: SqliteDatabase): string {
  try {
    // Statistics come and go with the data, and a fence says who may write right now.
    const objects = db
      .prepare<[string], Record<string, string | null>>(
        `SELECT type, name, tbl_name, sql FROM sqlite_schema
          WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\' AND NOT (type = 'trigger' AND name GLOB ?) ORDER BY type, name`,
      )
      .all(fencePattern);
    return createHash("sha256").update(JSON.stringify(objects)).digest("hex");
  } finally {
    db.close();
  }
}
