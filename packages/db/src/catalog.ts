import { createSqliteFileAdapter, migrateSqliteFile } from "@acre/tenancy";
import { type Prisma, PrismaClient } from "./generated/catalog-sqlite/client";
import { migrationsOf } from "./migrations";

/** The control plane's database. Only core/platform may hold it. */
export type CatalogDb = PrismaClient;
/** The catalog inside a transaction. A whole catalog fits too. */
export type CatalogTx = Prisma.TransactionClient;

/**
 * Opens the catalog in one SQLite file, which is made or migrated first.
 * @returns the client, the names of the migrations just applied, and how to close it
 * @throws TenancyError `migration_ahead` when a newer version of the code wrote it, and the other migration errors
 */
export async function openCatalog(
  path: string,
): Promise<{ catalog: CatalogDb; applied: string[]; closeCatalog: () => Promise<void> }> {
  const { applied } = migrateSqliteFile(path, migrationsOf("catalog", "sqlite"), { create: true });
  const catalog = new PrismaClient({ adapter: createSqliteFileAdapter(path) });
  return { catalog, applied, closeCatalog: () => catalog.$disconnect() };
}
