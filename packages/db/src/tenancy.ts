import { createSqliteDatasource, createTenancy, type Tenancy } from "@acre/tenancy";
import type { CatalogDb } from "./catalog";
import { type Prisma, PrismaClient } from "./generated/tenant-sqlite/client";
import { migrationsOf } from "./migrations";
import { createRegistry } from "./registry";

/** One tenant's database. Whoever holds it reaches that tenant and nothing else. */
export type TenantDb = PrismaClient;
/** A tenant's database inside a transaction. A whole tenant database fits too. */
export type TenantTx = Prisma.TransactionClient;
/** The tenancy engine over this application's schema. */
export type AppTenancy = Tenancy<TenantDb>;

/** Name of the datasource that keeps tenants as files in the data folder. */
const files = "files";

/** Puts the engine together: tenants in SQLite files below `dir`, registered in the catalog. Opens nothing yet. */
export function openTenancy(options: {
  catalog: CatalogDb;
  dir: string;
  maxOpenTenants: number;
}): AppTenancy {
  return createTenancy({
    registry: createRegistry(options.catalog),
    datasources: {
      [files]: createSqliteDatasource({ dir: options.dir, migrations: migrationsOf("tenant", "sqlite") }),
    },
    createClient: (adapter) => new PrismaClient({ adapter }),
    closeClient: (client) => client.$disconnect(),
    maxOpenTenants: options.maxOpenTenants,
  });
}
