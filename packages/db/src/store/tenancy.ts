import {
  type CacheStore,
  createRowDatasource,
  createSchemaDatasource,
  createSqliteDatasource,
  createTenancy,
  type Datasource,
  type IsolationModel,
  type PostgresServer,
  type Tenancy,
} from "@acre/tenancy";
import { PrismaClient as PostgresClient } from "../generated/tenant-postgresql/client";
import { type Prisma, PrismaClient } from "../generated/tenant-sqlite/client";
import { migrationsOf } from "../migrations";
import { createRegistry } from "../registry";
import type { CatalogDb } from "./catalog";
import { catalogDatasource } from "./catalog-schema";

/** One tenant's database. Whoever holds it reaches that tenant and nothing else. */
export type TenantDb = PrismaClient;
/** A tenant's database inside a transaction. A whole tenant database fits too. */
export type TenantTx = Prisma.TransactionClient;
/** The tenancy engine over this application's schema. */
export type AppTenancy = Tenancy<TenantDb>;

/** Names of the places where tenants can live, one for each model. The registry records them. */
const placements: Record<IsolationModel, string> = { database: "files", schema: "schemas", row: "rows" };

// Long enough to order a column of thousands anew, short enough that nobody waits for a lost one for ever.
const transactionOptions = { maxWait: 10_000, timeout: 15_000 };

export interface OpenTenancyOptions {
  catalog: CatalogDb;
  /** Folder of the tenants' SQLite files. */
  dir: string;
  maxOpenTenants: number;
  /** The model of new tenants. */
  isolation: IsolationModel;
  /** The server of the models `schema` and `row`; null when there is none. */
  server: PostgresServer | null;
  /** Where tenants' caches are kept; in this process unless said. */
  cache?: CacheStore;
  /** Told when that cannot be reached, once until it can be again. */
  onCacheTrouble?: (error: unknown) => void;
}

/** Puts the engine together over this application's schema. Opens nothing yet. */
export function openTenancy(options: OpenTenancyOptions): AppTenancy {
  const { catalog, dir, maxOpenTenants, isolation, server, cache, onCacheTrouble } = options;
  return createTenancy<TenantDb>({
    registry: createRegistry(catalog),
    datasources: {
      [placements.database]: createSqliteDatasource({ dir, migrations: migrationsOf("tenant", "sqlite") }),
      ...(server ? onServer(server) : {}),
    },
    newTenants: { datasource: placements[isolation] },
    createClient: (adapter, model) =>
      model === "database"
        ? new PrismaClient({ adapter, transactionOptions })
        : // Made from the same models; SQLite's types are the smaller set, so whatever they allow works here.
          (new PostgresClient({ adapter, transactionOptions }) as unknown as TenantDb),
    closeClient: (client) => client.$disconnect(),
    maxOpenTenants,
    cache,
    onCacheTrouble,
  });
}

function onServer(server: PostgresServer): Record<string, Datasource> {
  const migrations = migrationsOf("tenant", "postgresql");
  return {
    [placements.schema]: createSchemaDatasource({ server, migrations }),
    [placements.row]: createRowDatasource({ server, migrations }),
    // No tenant is ever placed there; the engine inspects it with the rest.
    catalog: catalogDatasource(server),
  };
}
