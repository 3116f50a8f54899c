import { createPostgresServer, type PostgresServer } from "@acre/tenancy";
import pg from "pg";
import type { DatabaseServer } from "./database-server";
import { type Ground, openGround } from "./ground";

/** An installation on PostgreSQL, in which tenants may be on any model. */
export interface ServerGround extends Ground {
  /** The engine's access to the database, to ask it for contexts and to see what it sends. */
  server: PostgresServer;
  superUrl: string;
  /** Connections of a superuser, for bare clients. */
  pool: pg.Pool;
  /** Connections of the application's login, for bare clients behind the policies. */
  appPool: pg.Pool;
  /** A new connection of a superuser's, whom no policy concerns. */
  connectRaw(): Promise<pg.Client>;
  /** A new connection of the application's login, which has no row without a context. */
  connectAsApp(): Promise<pg.Client>;
}

/** Boots an installation in a new database. @param maxOpenTenants how many tenants it keeps open; 500 unless said */
export async function openServerGround(
  { newDatabase }: DatabaseServer,
  maxOpenTenants?: number,
): Promise<ServerGround> {
  const database = await newDatabase();
  const ground = await openGround({ maxOpenTenants, database });
  const server = createPostgresServer(database);
  const openPool = (connectionString: string) => {
    const pool = new pg.Pool({ connectionString, max: 10 });
    // Each bare client listens to it.
    pool.setMaxListeners(0);
    ground.closing(() => pool.end());
    return pool;
  };
  const pool = openPool(database.superUrl);
  const appPool = openPool(database.appUrl);
  ground.closing(() => server.close());

  async function connect(connectionString: string): Promise<pg.Client> {
    const client = new pg.Client({ connectionString });
    await client.connect();
    ground.closing(() => client.end());
    return client;
  }

  return {
    ...ground,
    server,
    superUrl: database.superUrl,
    pool,
    appPool,
    connectRaw: () => connect(database.superUrl),
    connectAsApp: () => connect(database.appUrl),
  };
}

/** Where a tenant of the model `schema` has its tables. */
export function schemaOf(tenantId: string): string {
  return `t_${tenantId.replaceAll("-", "")}`;
}

/** Where the catalog's tables are. */
export const catalogSchema = "acre_catalog";

/** For whom contexts are signed that reach the catalog. */
export const catalogId = "00000000-0000-0000-0000-000000000001";

/** Where tenants of the model `row` have theirs. */
export const sharedSchema = "acre_rows";
