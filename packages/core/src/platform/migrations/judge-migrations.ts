import type { CandidateMigration, TenantHistory } from "@acre/db/platform";
import { isAdditive, type MigrationRisk, migrationRisks } from "@acre/tenancy";

/** A migration, and what it risks on either engine. */
export interface JudgedMigration {
  name: string;
  /** Code of the version before goes on working on a tenant that has it. */
  additive: boolean;
  risks: MigrationRisk[];
}

/** What migrations of a history risk. */
export function judgeMigrations(history: TenantHistory, names: readonly string[]): JudgedMigration[] {
  const sqlOf = (dialect: keyof TenantHistory, name: string) =>
    history[dialect].find((migration) => migration.name === name)?.sql ?? "";
  return names.map((name) =>
    judgeMigration({ name, sqlite: sqlOf("sqlite", name), postgresql: sqlOf("postgresql", name) }),
  );
}

/**
 * What a migration risks, by its text in both dialects: SQLite makes a table anew for much that PostgreSQL says in a word.
 */
export function judgeMigration({ name, sqlite, postgresql }: CandidateMigration): JudgedMigration {
  const risks = [...migrationRisks(postgresql, "postgresql"), ...migrationRisks(sqlite, "sqlite")];
  return { name, additive: isAdditive(risks), risks: withoutRepeats(risks) };
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
