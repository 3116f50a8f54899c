import { createSqliteFileAdapter, migrateSqliteFile, openDatabase, TenancyError } from "@acre/tenancy";
import { type Prisma, PrismaClient } from "../generated/catalog-sqlite/client";
import { migrationsOf } from "../migrations";
import { transactionOptions } from "./transaction-options";

/** The control plane's database. Only core/platform may hold it. */
export type CatalogDb = PrismaClient;
/** The catalog inside a transaction. A whole catalog fits too. */
export type CatalogTx = Prisma.TransactionClient;

/** Whether opening brings the catalog up to date, or refuses it unless it is: another process may be using it. */
export type CatalogSchema = "migrate" | "as it is";

/** An open catalog. */
export interface OpenCatalog {
  catalog: CatalogDb;
  /** Names of the migrations that opening it applied. */
  applied: string[];
  /** Empties the log of a catalog in a file, which holds pages as they were before; later, where somebody reads just now. */
  emptyLog(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the catalog in one SQLite file, which is made or migrated first.
 * @throws TenancyError `migration_pending` when it is to stay as it is and is older, `migration_ahead` when a newer version of the code wrote it, and the other migration errors
 */
export async function openCatalogFile(path: string, schema: CatalogSchema = "migrate"): Promise<OpenCatalog> {
  const migrations = migrationsOf("catalog", "sqlite");
  const applied = schema === "migrate" ? migrateSqliteFile(path, migrations, { create: true }).applied : [];
  // It holds the tenants' keys. A tenant written under a key that a power cut took away again would be lost.
  // And the key of one that was erased must be nowhere.
  const adapter = createSqliteFileAdapter(path, { commitsOutlive: "power", overwriteDeleted: true });
  const catalog = new PrismaClient({ adapter, transactionOptions });
  try {
    if (schema === "as it is") {
      const rows = await catalog.$queryRaw<{ migration_name: string }[]>`
        SELECT migration_name FROM _prisma_migrations WHERE rolled_back_at IS NULL`;
      assertSameCatalog(
        rows.map(({ migration_name }) => migration_name),
        migrations,
      );
    }
    return { catalog, applied, emptyLog: async () => emptyLog(path), close: () => catalog.$disconnect() };
  } catch (error) {
    await catalog.$disconnect();
    throw error;
  }
}

function emptyLog(path: string): void {
  const db = openDatabase(path);
  try {
    // Nobody is held up for it.
    db.pragma("busy_timeout = 0");
    db.pragma("wal_checkpoint(TRUNCATE)");
  } finally {
    db.close();
  }
}

/** Throws unless exactly these migrations are applied: another process uses the catalog, in the version it needs. */
export function assertSameCatalog(applied: readonly string[], migrations: readonly { name: string }[]): void {
  const known = migrations.map(({ name }) => name);
  const ahead = applied.find((name) => !known.includes(name));
  if (ahead !== undefined) {
    throw new TenancyError(
      "migration_ahead",
      `The process that is running here is of a newer version: its catalog has ${ahead}, which this code does not know. Run the command of that version.`,
    );
  }
  const missing = known.find((name) => !applied.includes(name));
  if (missing === undefined) return;
  throw new TenancyError(
    "migration_pending",
    `The process that is running here is of an older version: its catalog lacks ${missing}. Stop it, start this version, and run the command again; or run the command of that version.`,
  );
}
