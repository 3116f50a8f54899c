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

/** For Vitest's globalSetup: one PostgreSQL server for all tests of a run. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres(["-c", "max_connections=200"]);
  provide("postgresUrl", server.url);
  return () => server.stop();
}

/** The address of an empty database of a test's own, which it may do everything to. */
export async function createDatabase(): Promise<string> {
  const url = new URL(inject("postgresUrl"));
  const name = `db_${randomBytes(6).toString("hex")}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
  url.pathname = name;
  return url.href;
}
