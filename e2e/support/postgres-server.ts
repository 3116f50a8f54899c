import { randomBytes } from "node:crypto";
import { startPostgres } from "@acre/tenancy/testing/postgres";
import pg from "pg";
import type { PostgresDatabase } from "./store/postgres";

// Every server keeps up to some thirty connections, and some tests start one of their own.
const flags = ["-c", "max_connections=300"];

/** The model that ACRE_TEST_ISOLATION asks for; null for SQLite files, which need no server. */
export function askedIsolation(): PostgresDatabase["isolation"] | null {
  const asked = process.env.ACRE_TEST_ISOLATION || "database";
  if (asked === "database") return null;
  if (asked === "schema" || asked === "row") return asked;
  throw new Error(`ACRE_TEST_ISOLATION has to be database, schema or row, and is ${asked}.`);
}

/**
 * Starts one PostgreSQL for all servers of a run, and tells the workers where it is. A superuser's URL in
 * ACRE_TEST_POSTGRES_URL tries the suite on a server of another version.
 *
 * @returns what ends it
 */
export async function startPostgresForRun(): Promise<() => Promise<void>> {
  if (process.env.ACRE_TEST_POSTGRES_URL) return async () => {};
  const server = await startPostgres(flags);
  process.env.ACRE_TEST_POSTGRES_URL = server.url;
  return () => server.stop();
}

/** An empty database, as a hosting company hands it over: its owner is no superuser, but may make logins. */
export async function createDatabase(): Promise<{ ownerUrl: string; superUrl: string }> {
  const serverUrl = process.env.ACRE_TEST_POSTGRES_URL;
  if (!serverUrl) throw new Error("No PostgreSQL was started for this run.");
  const name = `e2e_${randomBytes(6).toString("hex")}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD 'owner'`);
    await client.query(`CREATE DATABASE ${name} OWNER ${name}`);
  } finally {
    await client.end();
  }
  const superUrl = new URL(serverUrl);
  superUrl.pathname = name;
  const ownerUrl = new URL(superUrl);
  ownerUrl.username = name;
  ownerUrl.password = "owner";
  return { ownerUrl: ownerUrl.href, superUrl: superUrl.href };
}
