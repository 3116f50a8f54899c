import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TenancyError } from "../errors";

/** One step of a schema's history, in Prisma's format: a folder with a `migration.sql`. */
export interface Migration {
  /** The folder's name: a timestamp and a few words, so that names sort in order. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file in hexadecimal, as Prisma records it. */
  readonly checksum: string;
  /**
   * The same change for tables that tenants share, where it cannot be derived: `migration.row.sql` beside the
   * other.
   */
  readonly rowSql?: string;
}

/** A migration from its name and SQL, and, where it was written by hand, its SQL for shared tables. */
export function migration(name: string, sql: string, rowSql?: string): Migration {
  const checksum = createHash("sha256").update(sql).digest("hex");
  return rowSql === undefined ? { name, sql, checksum } : { name, sql, checksum, rowSql };
}

/**
 * Reads a Prisma migrations folder, oldest first. Throws `migration_invalid` when the folder cannot be read
 * or a migration in it has no `migration.sql`.
 */
export function loadMigrations(dir: string): Migration[] {
  return folders(dir).map((name) => migration(name, readScript(dir, name), readRowScript(dir, name)));
}

const rowScript = "migration.row.sql";

function folders(dir: string): string[] {
  try {
    const entries = readdirSync(dir, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  } catch (error) {
    throw new TenancyError("migration_invalid", `Cannot read the migrations in ${dir}.`, { cause: error });
  }
}

function readRowScript(dir: string, name: string): string | undefined {
  return existsSync(join(dir, name, rowScript)) ? readScript(dir, name, rowScript) : undefined;
}

function readScript(dir: string, name: string, script = "migration.sql"): string {
  const file = join(dir, name, script);
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new TenancyError(
      "migration_invalid",
      `Cannot read ${file}. Remove its folder or restore the file.`,
      {
        cause: error,
      },
    );
  }
}
