import { isTenancyError, TenancyError } from "../errors";
import type { Migration } from "../migrations/migration";
import type { OwnerSession } from "./owner";
import { isRefusal } from "./server-errors";
import { splitScript } from "./split-script";

/** A migration as statements. */
export interface MigrationScript {
  readonly name: string;
  readonly statements: readonly string[];
}

/** Migrations taken apart. Throws `migration_invalid` for one that cannot be read. */
export function scriptsOf(migrations: readonly Migration[]): MigrationScript[] {
  return migrations.map(({ name, sql }) => ({ name, statements: statementsOf(name, sql) }));
}

function statementsOf(name: string, sql: string): string[] {
  try {
    return splitScript(sql).map(({ text }) => text);
  } catch (error) {
    if (!isTenancyError(error)) throw error;
    throw new TenancyError("migration_invalid", `Cannot read migration ${name}: ${error.message}`, {
      cause: error,
    });
  }
}

/**
 * Sends migrations in the open transaction, statement by statement and one round trip a migration. Throws
 * `migration_failed`; `place` names the schema in it.
 */
export async function runStatements(
  session: OwnerSession,
  scripts: readonly MigrationScript[],
  place: string,
): Promise<void> {
  // So that an error from what was queued before is not taken for the migration's.
  await session.flush();
  for (const { name, statements } of scripts) {
    session.queue(...statements.map((text) => ({ text })));
    try {
      await session.flush();
    } catch (error) {
      if (!isRefusal(error)) throw error;
      throw new TenancyError(
        "migration_failed",
        `Migration ${name} failed in schema ${place} and was undone: ${error.message}. Mend the migration or the data and deploy again.`,
        { cause: error },
      );
    }
  }
}
