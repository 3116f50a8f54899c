import { join } from "node:path";
import {
  createPostgresServer,
  createRedisCache,
  ensureAppLogin,
  type IsolationModel,
  type PostgresServer,
} from "@acre/tenancy";
import { type CatalogDb, openCatalogFile } from "./catalog";
import { openCatalogSchema } from "./catalog-schema";
import { type AppTenancy, openTenancy } from "./tenancy";

/** The installation's databases: the catalog, and the engine over its tenants. */
export interface Store {
  catalog: CatalogDb;
  tenancy: AppTenancy;
  /** Names of the migrations that opening the catalog applied. */
  catalogMigrations: string[];
  close(): Promise<void>;
}

export interface StoreOptions {
  /** The data folder: SQLite files lie in it. */
  dir: string;
  maxOpenTenants: number;
  /** The model of new tenants. */
  isolation: IsolationModel;
  /** The PostgreSQL database that holds the catalog and what is not in files; null for files alone. */
  postgres: PostgresOptions | null;
  /** The Redis that keeps tenants' caches; this process does unless said. */
  redisUrl?: string | null;
  /** Told when that Redis cannot be reached, once until it can be again. */
  onCacheTrouble?: (error: unknown) => void;
}

export interface PostgresOptions {
  /** The owner of the database. */
  ownerUrl: string;
  /** A login of the application's own; made when null. */
  appUrl: string | null;
  /** The password of the login that is made; the same at every start. */
  appPassword: string;
}

// The catalog answers every request, so it has connections that no busy tenant can take.
const catalogConnections = 5;

/** Opens the installation's databases, made or migrated first as far as the catalog goes. */
export async function openStore(options: StoreOptions): Promise<Store> {
  return options.postgres ? onPostgres(options, options.postgres) : inFiles(options);
}

async function inFiles(options: StoreOptions): Promise<Store> {
  const { catalog, applied, close } = await openCatalogFile(join(options.dir, "catalog.db"));
  return store(catalog, tenancyOver(catalog, options, null), applied, close);
}

async function onPostgres(options: StoreOptions, postgres: PostgresOptions): Promise<Store> {
  const { ownerUrl, appPassword } = postgres;
  const appUrl = postgres.appUrl ?? (await ensureAppLogin({ ownerUrl, password: appPassword })).url;
  const { catalog, applied, close } = await openCatalogSchema(
    createPostgresServer({
      ownerUrl,
      appUrl,
      maxConnections: catalogConnections,
      maxConnectionsPerTenant: catalogConnections,
    }),
  );
  const server = createPostgresServer({ ownerUrl, appUrl });
  return store(catalog, tenancyOver(catalog, options, server), applied, close);
}

function tenancyOver(catalog: CatalogDb, options: StoreOptions, server: PostgresServer | null): AppTenancy {
  const { dir, maxOpenTenants, isolation, redisUrl, onCacheTrouble } = options;
  return openTenancy({
    catalog,
    dir: join(dir, "tenants"),
    maxOpenTenants,
    isolation,
    server,
    cache: redisUrl ? createRedisCache({ url: redisUrl }) : undefined,
    onCacheTrouble,
  });
}

function store(
  catalog: CatalogDb,
  tenancy: AppTenancy,
  catalogMigrations: string[],
  closeCatalog: () => Promise<void>,
): Store {
  return {
    catalog,
    tenancy,
    catalogMigrations,
    async close() {
      await tenancy.close();
      await closeCatalog();
    },
  };
}
