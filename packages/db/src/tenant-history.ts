import { type Migration, TenancyError } from "@acre/tenancy";
import { migrationsOf, toMigrations } from "./migrations";
import type { CatalogDb } from "./store/catalog";

/** The migrations of tenants' databases, oldest first, in each dialect. */
export type TenantHistory = Readonly<Record<"sqlite" | "postgresql", readonly Migration[]>>;

/** A migration as the catalog keeps it with a branch. */
export interface CandidateMigration {
  name: string;
  sqlite: string;
  postgresql: string;
}

/**
 * What tenants of this installation go through: the code's migrations, and those of branches that were merged before the
 * code carried them. Once it does, under the same name and with the same text, the two are one.
 * @throws TenancyError `migration_changed` when the code's text is another one
 */
export async function tenantHistory(catalog: CatalogDb): Promise<TenantHistory> {
  const merged = await catalog.branchMigration.findMany({
    where: { branch: { status: { in: ["merging", "merged"] } } },
    orderBy: { name: "asc" },
  });
  return withCandidates(codeHistory(), merged);
}

export function codeHistory(): TenantHistory {
  return { sqlite: migrationsOf("tenant", "sqlite"), postgresql: migrationsOf("tenant", "postgresql") };
}

/** A history with further migrations in their places. Throws as `tenantHistory` does. */
export function withCandidates(
  history: TenantHistory,
  candidates: readonly CandidateMigration[],
): TenantHistory {
  return {
    sqlite: joined(
      history.sqlite,
      candidates.map(({ name, sqlite: sql }) => ({ name, sql })),
    ),
    postgresql: joined(
      history.postgresql,
      candidates.map(({ name, postgresql: sql }) => ({ name, sql })),
    ),
  };
}

function joined(known: readonly Migration[], more: { name: string; sql: string }[]): Migration[] {
  const all = new Map(known.map((one) => [one.name, one]));
  for (const one of toMigrations(more)) {
    const same = all.get(one.name);
    if (same !== undefined && same.checksum !== one.checksum) {
      throw new TenancyError(
        "migration_changed",
        `Migration ${one.name} was merged from a branch with another text than the code has. Give the code the text that was merged: \`acre branch changes\` shows it.`,
      );
    }
    if (same === undefined) all.set(one.name, one);
  }
  return [...all.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
