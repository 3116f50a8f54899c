import { TenancyError } from "../errors";
import type { Migration } from "./migration";

/**
 * What a database still lacks, oldest first. `history` holds what it has: applied migrations and the checksums
 * recorded for them; `label` names it in errors. Throws `migration_changed` when an applied migration's file was
 * edited since, and `migration_ahead` when the database has migrations that this code does not know.
 */
export function pendingMigrations(
  history: ReadonlyMap<string, string>,
  migrations: readonly Migration[],
  label: string,
): Migration[] {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = [...history.keys()].filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new TenancyError(
      "migration_ahead",
      `${label} has migrations that this version of the code does not know (${unknown.join(", ")}). Run the newer code, or restore a backup made before.`,
    );
  }
  for (const { name, checksum } of migrations) {
    const recorded = history.get(name);
    if (recorded === undefined || recorded === checksum) continue;
    throw new TenancyError(
      "migration_changed",
      `Migration ${name} was edited after it had been applied to ${label}. Restore the file and put the change into a new migration.`,
    );
  }
  return migrations.filter(({ name }) => !history.has(name));
}
