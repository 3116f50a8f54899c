import { randomBytes } from "node:crypto";
import { startPostgres } from "@acre/tenancy/testing/postgres";
import pg from "pg";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The superuser's, on the database `postgres`. */
    postgresUrl: string;
  }
}

/**
 * For Vitest's globalSetup: one PostgreSQL server for all tests of a run. A superuser's URL in
 * ACRE_TEST_POSTGRES_URL tries the suite on a server of another version.
 */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const given = process.env.ACRE_TEST_POSTGRES_URL;
  if (given) {
    provide("postgresUrl", given);
    return async () => {};
  }
  const server = await startPostgres(["-c", "max_connections=200"]);
  provide("postgresUrl", server.url);
  return () => server.stop();
}

/** An empty database of a test's own. */
export interface TestDatabase {
  name: string;
  /** As the owner: no superuser, but allowed to make logins. */
  ownerUrl: string;
  /** As a superuser, for looking at what nobody else may see. */
  superUrl: string;
}

/** Makes an empty database on the run's server, as a hosting company hands it over. */
export async function createDatabase(): Promise<TestDatabase> {
  const name = `core_${randomBytes(6).toString("hex")}`;
  const serverUrl = inject("postgresUrl");
  await runSql(serverUrl, `CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD 'owner'`);
  await runSql(serverUrl, `CREATE DATABASE ${name} OWNER ${name}`);
  return { name, ownerUrl: urlAs(name, name, "owner"), superUrl: urlAs(name) };
}

/** The address of a database on the run's server, as its superuser unless another login is named. */
export function urlAs(database: string, login?: string, password?: string): string {
  const url = new URL(inject("postgresUrl"));
  url.pathname = database;
  if (login !== undefined) url.username = login;
  if (password !== undefined) url.password = password;
  return url.href;
}

/** Runs statements over a connection of their own, and returns the rows of the last one. */
export async function runSql(
  url: string,
  text: string,
  values?: unknown[],
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const result: pg.QueryResult | pg.QueryResult[] = await client.query(text, values);
    return (Array.isArray(result) ? result.at(-1)?.rows : result.rows) ?? [];
  } finally {
    await client.end();
  }
}

/** Runs statements as another login in one transaction, takes it back, and returns the rows of the last one. */
export async function runAs(
  superUrl: string,
  login: string,
  statements: readonly { text: string; values: readonly unknown[] }[],
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: superUrl });
  await client.connect();
  try {
    await client.query(`BEGIN; SET LOCAL ROLE ${client.escapeIdentifier(login)}`);
    let rows: Record<string, unknown>[] = [];
    for (const { text, values } of statements) ({ rows } = await client.query(text, [...values]));
    await client.query("ROLLBACK");
    return rows;
  } finally {
    await client.end();
  }
}
