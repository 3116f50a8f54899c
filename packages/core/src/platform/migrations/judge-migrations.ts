import type { TenantHistory } from "@acre/db/platform";
import { isAdditive, type MigrationRisk, migrationRisks } from "@acre/tenancy";

/** A migration, and what it risks on either engine. */
export interface JudgedMigration {
  name: string;
  /** Code of the version before goes on working on a tenant that has it. */
  additive: boolean;
  risks: MigrationRisk[];
}

/**
 * What migrations of a history risk. Each is judged by its text in both dialects: SQLite makes a table anew for much that
 * PostgreSQL says in a word.
 */
export function judgeMigrations(history: TenantHistory, names: readonly string[]): JudgedMigration[] {
  return names.map((name) => {
    const risks = (["sqlite", "postgresql"] as const).flatMap((dialect) => {
      const found = history[dialect].find((migration) => migration.name === name);
      return found === undefined ? [] : migrationRisks(found.sql, dialect);
    });
    return { name, additive: isAdditive(risks), risks: withoutRepeats(risks) };
  });
}

function withoutRepeats(risks: readonly MigrationRisk[]): MigrationRisk[] {
  const seen = new Set<string>();
  return risks.filter(({ kind, why }) => {
    const key = `${kind} ${why}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
