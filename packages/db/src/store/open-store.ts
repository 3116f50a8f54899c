import { randomUUID } from "node:crypto";
import { join } from "node:path";
import {
  createPostgresServer,
  createRedisCache,
  ensureAppLogin,
  type IsolationModel,
  type MasterKeys,
  type PostgresServer,
} from "@acre/tenancy";
import { assertWrappedByCurrent, rewrapKeys } from "../rewrap-keys";
import { type TenantHistory, tenantHistory } from "../tenant-history";
import { createTenantKeys } from "../tenant-keys";
import { type AddedServers, createAddedServers, noServers, rewrapServers } from "./added-servers";
import { type CatalogDb, type CatalogSchema, type OpenCatalog, openCatalogFile } from "./catalog";
import { openCatalogSchema } from "./catalog-schema";
import { type AppTenancy, openTenancy, type PlacementRule, type ProcessOptions } from "./tenancy";

/** The installation's databases: the catalog, and the engine over its tenants. */
export interface Store {
  catalog: CatalogDb;
  tenancy: AppTenancy;
  /** Servers beside the first. */
  servers: AddedServers;
  /** The migrations that tenants go through. */
  history: TenantHistory;
  /**
   * The engine once more, over the same catalog and tenants, for another history: a branch's. The caller closes it.
   */
  openTenancy(history: TenantHistory): Promise<AppTenancy>;
  /** Names of the migrations that opening the catalog applied. */
  catalogMigrations: string[];
  /** How many tenants' keys were wrapped by a previous master key, and are by the current one now. */
  rewrappedKeys: number;
  /** See `OpenCatalog.emptyLog`. */
  emptyCatalogLog(): Promise<void>;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** The data folder: SQLite files lie in it. */
  dir: string;
  maxOpenTenants: number;
  /** How this process takes part among those of the installation; as a server unless said. */
  process?: ProcessOptions;
  /** Whether the catalog is brought up to date, which it is unless said, or refused unless it is. */
  catalogSchema?: CatalogSchema;
  /** Wrap the keys of the tenants in SQLite files, which are encrypted then; without them new files are plain. */
  masterKeys?: MasterKeys;
  /** The model of new tenants. */
  isolation: IsolationModel;
  /** The PostgreSQL database that holds the catalog and what is not in files; null for files alone. */
  postgres: PostgresOptions | null;
  /** The password of the application's own login on a server that was added; without it there are none. */
  serverPassword?: (server: string) => string;
  /** Where new tenants go, of the places of their model. */
  placement?: PlacementRule;
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

/**
 * Opens the installation's databases, made or migrated first as far as the catalog goes.
 * @throws TenancyError `master_key_unknown` when tenants' keys are wrapped by a master key that is not among them
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const process = { kind: "serve", processId: randomUUID(), ...options.process } as const;
  const named = { ...options, process };
  return options.postgres ? onPostgres(named, options.postgres) : inFiles(named);
}

async function inFiles(options: StoreOptions): Promise<Store> {
  return store(await openCatalogFile(join(options.dir, "catalog.db"), options.catalogSchema), options, null);
}

async function onPostgres(options: StoreOptions, postgres: PostgresOptions): Promise<Store> {
  const { ownerUrl, appPassword } = postgres;
  const appUrl = postgres.appUrl ?? (await ensureAppLogin({ ownerUrl, password: appPassword })).url;
  const catalog = await openCatalogSchema(
    createPostgresServer({
      ownerUrl,
      appUrl,
      maxConnections: catalogConnections,
      maxConnectionsPerTenant: catalogConnections,
    }),
    options.catalogSchema,
  );
  return store(catalog, options, (processId) => createPostgresServer({ ownerUrl, appUrl, processId }));
}

/** What one engine stands on, beside the catalog. */
interface TenantGround {
  server: PostgresServer | null;
  added: AddedServers;
  history: TenantHistory;
}

function tenancyOver(
  catalog: CatalogDb,
  options: StoreOptions,
  { server, added, history }: TenantGround,
): AppTenancy {
  const { dir, maxOpenTenants, isolation, redisUrl, onCacheTrouble, masterKeys } = options;
  return openTenancy({
    catalog,
    dir: join(dir, "tenants"),
    keys: masterKeys ? createTenantKeys(catalog, masterKeys) : null,
    maxOpenTenants,
    isolation,
    process: options.process,
    server,
    added,
    history,
    placement: options.placement,
    cache: redisUrl ? createRedisCache({ url: redisUrl }) : undefined,
    onCacheTrouble,
  });
}

/** Wraps keys by the current master key, or, where another process is using them, refuses to be at odds with it. */
async function settleKeys(catalog: CatalogDb, options: StoreOptions): Promise<number> {
  const { masterKeys, catalogSchema } = options;
  if (masterKeys === undefined) return 0;
  if (catalogSchema !== "as it is") {
    await rewrapServers(catalog, masterKeys);
    return rewrapKeys(catalog, masterKeys);
  }
  await assertWrappedByCurrent(catalog, masterKeys);
  return 0;
}

/** The servers that were added so far. Nothing is asked of them yet. */
async function addedTo(
  catalog: CatalogDb,
  options: StoreOptions,
  history: TenantHistory,
): Promise<AddedServers> {
  const { masterKeys, serverPassword } = options;
  if (masterKeys === undefined || serverPassword === undefined) return noServers();
  const processId = options.process?.processId;
  const added = createAddedServers({ catalog, masterKeys, appPassword: serverPassword, processId, history });
  await added.refresh();
  return added;
}

async function store(
  open: OpenCatalog,
  options: StoreOptions,
  newServer: ((processId?: string) => PostgresServer) | null,
): Promise<Store> {
  const { catalog, applied } = open;
  try {
    const rewrappedKeys = await settleKeys(catalog, options);
    const history = await tenantHistory(catalog);
    const servers = await addedTo(catalog, options, history);
    const server = newServer?.(options.process?.processId) ?? null;
    const tenancy = tenancyOver(catalog, options, { server, added: servers, history });
    return {
      catalog,
      tenancy,
      servers,
      history,
      async openTenancy(other) {
        const processId = randomUUID();
        const again = { ...options, process: { ...options.process, kind: "command" as const, processId } };
        const added = await addedTo(catalog, again, other);
        const own = newServer?.(processId) ?? null;
        return tenancyOver(catalog, again, { server: own, added, history: other });
      },
      catalogMigrations: applied,
      rewrappedKeys,
      emptyCatalogLog: open.emptyLog,
      async close() {
        try {
          await tenancy.close();
        } finally {
          await open.close();
        }
      },
    };
  } catch (error) {
    await open.close();
    throw error;
  }
}
