import { createSqliteFileAdapter, migrateSqliteFile } from "@acre/tenancy";
import { type Prisma, PrismaClient } from "../generated/catalog-sqlite/client";
import { migrationsOf } from "../migrations";

/** The control plane's database. Only core/platform may hold it. */
export type CatalogDb = PrismaClient;
/** The catalog inside a transaction. A whole catalog fits too. */
export type CatalogTx = Prisma.TransactionClient;

/** An open catalog. */
export interface OpenCatalog {
  catalog: CatalogDb;
  /** Names of the migrations that opening it applied. */
  applied: string[];
  close(): Promise<void>;
}

/**
 * Opens the catalog in one SQLite file, which is made or migrated first.
 * @throws TenancyError `migration_ahead` when a newer version of the code wrote it, and the other migration errors
 */
export async function openCatalogFile(path: string): Promise<OpenCatalog> {
  const { applied } = migrateSqliteFile(path, migrationsOf("catalog", "sqlite"), { create: true });
  const catalog = new PrismaClient({ adapter: createSqliteFileAdapter(path) });
  return { catalog, applied, close: () => catalog.$disconnect() };
}
