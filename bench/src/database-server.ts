import { randomBytes } from "node:crypto";
import { ensureAppLogin } from "@acre/tenancy";
import { startPostgres } from "@acre/tenancy/testing/postgres";
import pg from "pg";

/** An empty database, and who may do what in it. */
export interface EmptyDatabase {
  /** As a superuser, whom no policy concerns: the way of those who measure themselves without a fence. */
  superUrl: string;
  ownerUrl: string;
  /** As the application's own login. */
  appUrl: string;
}

/** A PostgreSQL server of the bench's own. */
export interface DatabaseServer {
  newDatabase(): Promise<EmptyDatabase>;
  stop(): Promise<void>;
}

/** Starts a server in a temporary folder. It does not wait for the disk, for anybody. */
export async function startDatabaseServer(): Promise<DatabaseServer> {
  const server = await startPostgres(["-c", "max_connections=200"]);
  return {
    async newDatabase() {
      const name = `bench_${randomBytes(6).toString("hex")}`;
      const client = new pg.Client({ connectionString: server.url });
      await client.connect();
      try {
        await client.query(`CREATE ROLE ${name}_owner LOGIN CREATEROLE PASSWORD 'owner'`);
        await client.query(`CREATE DATABASE ${name} OWNER ${name}_owner`);
      } finally {
        await client.end();
      }
      const superUrl = new URL(server.url);
      superUrl.pathname = name;
      const ownerUrl = new URL(superUrl);
      ownerUrl.username = `${name}_owner`;
      ownerUrl.password = "owner";
      const { url: appUrl } = await ensureAppLogin({ ownerUrl: ownerUrl.href });
      return { superUrl: superUrl.href, ownerUrl: ownerUrl.href, appUrl };
    },
    stop: () => server.stop(),
  };
}
