import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TenancyError } from "../errors";

/** One step of a schema's history, in Prisma's format: a folder with a `migration.sql`. */
export interface Migration {
  /** The folder's name: a timestamp and a few words, so that names sort in order. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file in hexadecimal, as Prisma records it. */
  readonly checksum: string;
}

/** A migration from its name and SQL. */
export function migration(name: string, sql: string): Migration {
  return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
}

/**
 * Reads a Prisma migrations folder, oldest first. Throws `migration_invalid` when the folder cannot be read
 * or a migration in it has no `migration.sql`.
 */
export function loadMigrations(dir: string): Migration[] {
  return folders(dir).map((name) => migration(name, readScript(dir, name)));
}

function folders(dir: string): string[] {
  try {
    const entries = readdirSync(dir, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  } catch (error) {
    throw new TenancyError("migration_invalid", `Cannot read the migrations in ${dir}.`, { cause: error });
  }
}

function readScript(dir: string, name: string): string {
  const file = join(dir, name, "migration.sql");
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new TenancyError("migration_invalid", `Cannot read ${file}. Remove its folder or restore the file.`, {
      cause: error,
    });
  }
}
