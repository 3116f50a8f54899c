import {
  type CacheStore,
  type CoordinationOptions,
  createRowDatasource,
  createSchemaDatasource,
  createSqliteDatasource,
  createTenancy,
  type Datasource,
  dialectOf,
  type IsolationModel,
  leastTenants,
  type PostgresServer,
  type Tenancy,
  type TenancyOptions,
} from "@acre/tenancy";
import { PrismaClient as PostgresClient } from "../generated/tenant-postgresql/client";
import { type Prisma, PrismaClient } from "../generated/tenant-sqlite/client";
import { createLedger } from "../ledger";
import { createRegistry } from "../registry";
import { codeHistory, type TenantHistory } from "../tenant-history";
import type { CatalogKeys } from "../tenant-keys";
import type { AddedServers } from "./added-servers";
import type { CatalogDb } from "./catalog";
import { catalogDatasource } from "./catalog-schema";
import { transactionOptions } from "./transaction-options";

/** One tenant's database. Whoever holds it reaches that tenant and nothing else. */
export type TenantDb = PrismaClient;
/** A tenant's database inside a transaction. A whole tenant database fits too. */
export type TenantTx = Prisma.TransactionClient;
/** The tenancy engine over this application's schema. */
export type AppTenancy = Tenancy<TenantDb>;

// Enough for the sign-ups of a busy second; each takes as much of the disk as an empty tenant.
const readyTenants = 8;

/** `first`: the files, or the server that was first. */
export type PlacementRule = "first" | "least-tenants";

/** Names of the places where tenants can live, one for each model. The registry records them. */
const placements: Record<IsolationModel, string> = { database: "files", schema: "schemas", row: "rows" };

/** One of the processes of an installation: `serve`, or a `command` beside it. */
export interface ProcessOptions extends Omit<CoordinationOptions, "ledger"> {
  kind: "serve" | "command";
}

export interface OpenTenancyOptions {
  catalog: CatalogDb;
  /** Keeps the keys of the tenants' SQLite files; null for plain files. */
  keys: CatalogKeys | null;
  /** Folder of the tenants' SQLite files. */
  dir: string;
  maxOpenTenants: number;
  /** How many encrypted files are kept ready for new tenants, where those are files; 8 unless said. */
  stock?: number;
  /** The model of new tenants. */
  isolation: IsolationModel;
  /** How this process takes part among those of the installation; as a server unless said. */
  process?: ProcessOptions;
  /** The server of the models `schema` and `row`; null when there is none. */
  server: PostgresServer | null;
  /** Servers beside it. */
  added?: AddedServers;
  /** Where new tenants go, of the places of their model: where it began unless said, or where there are fewest. */
  placement?: PlacementRule;
  /** The migrations that tenants go through; the code's own unless said. */
  history?: TenantHistory;
  /** Where tenants' caches are kept; in this process unless said. */
  cache?: CacheStore;
  /** Told when that cannot be reached, once until it can be again. */
  onCacheTrouble?: (error: unknown) => void;
}

/** Puts the engine together over this application's schema. Opens nothing yet. */
export function openTenancy(options: OpenTenancyOptions): AppTenancy {
  return createTenancy(tenancyOptions(options));
}

/** What the engine is made of here. */
export function tenancyOptions(options: OpenTenancyOptions): TenancyOptions<TenantDb> {
  const { catalog, dir, maxOpenTenants, isolation, server, keys, cache, onCacheTrouble } = options;
  const { stock = readyTenants, added } = options;
  const { history = codeHistory() } = options;
  const newest = history.sqlite.at(-1)?.name ?? null;
  const datasources: Record<string, Datasource> = added?.datasources ?? {};
  Object.assign(datasources, {
    [placements.database]: createSqliteDatasource({
      dir,
      migrations: history.sqlite,
      ...(keys ? { keys, stock: isolation === "database" ? stock : 0 } : {}),
    }),
    ...(server ? onServer(server, history.postgresql) : {}),
  });
  return {
    registry: createRegistry(catalog, keys),
    coordination: { kind: "serve", ...options.process, ledger: createLedger(catalog, newest) },
    datasources,
    refreshDatasources: added?.refresh,
    newTenants: placing(options),
    createClient: (adapter, model) =>
      dialectOf(model) === "sqlite"
        ? new PrismaClient({ adapter, transactionOptions })
        : // Made from the same models; SQLite's types are the smaller set, so whatever they allow works here.
          (new PostgresClient({ adapter, transactionOptions }) as unknown as TenantDb),
    closeClient: (client) => client.$disconnect(),
    maxOpenTenants,
    cache,
    onCacheTrouble,
  };
}

function placing({
  isolation,
  added,
  placement,
}: OpenTenancyOptions): TenancyOptions<TenantDb>["newTenants"] {
  const first = placements[isolation];
  if (placement !== "least-tenants" || added === undefined) return { datasource: first };
  return async (load) => {
    await added.refresh();
    return leastTenants([first, ...added.open(isolation)])(load);
  };
}

/** The names that no added server may have. */
export const firstPlaces: readonly string[] = [...Object.values(placements), "catalog"];

function onServer(
  server: PostgresServer,
  migrations: TenantHistory["postgresql"],
): Record<string, Datasource> {
  return {
    [placements.schema]: createSchemaDatasource({ server, migrations }),
    [placements.row]: createRowDatasource({ server, migrations }),
    // No tenant is ever placed there; the engine inspects it with the rest.
    catalog: catalogDatasource(server),
  };
}
