import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { ensureAppLogin } from "../../src/postgres/app-login";

declare module "vitest" {
  interface ProvidedContext {
    /** The superuser's, on the database `postgres`. */
    postgresUrl: string;
  }
}

export interface TestDatabase {
  name: string;
  /** As a superuser, for looking at what nobody else may see. */
  superUrl: string;
  /** As the owner: no superuser, but allowed to make logins. */
  ownerUrl: string;
  appUrl: string;
  appName: string;
}

/** An empty database of one's own on the run's server, as a hosting company hands it over, with the app's login. */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const serverUrl = inject("postgresUrl");
  const owner = `${name}_owner`;
  await rows(serverUrl, `CREATE ROLE ${owner} LOGIN CREATEROLE PASSWORD 'owner'`);
  await rows(serverUrl, `CREATE DATABASE ${name} OWNER ${owner}`);
  const ownerUrl = at(serverUrl, name, owner, "owner");
  const login = await ensureAppLogin({ ownerUrl });
  return { name, superUrl: at(serverUrl, name), ownerUrl, appUrl: login.url, appName: login.name };
}

function at(serverUrl: string, database: string, user?: string, password?: string): string {
  const url = new URL(serverUrl);
  url.pathname = database;
  if (user !== undefined) url.username = user;
  if (password !== undefined) url.password = password;
  return url.href;
}

/** The rows that one statement returns, over a connection of its own. */
export async function rows(url: string, text: string, values: unknown[] = []): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text, values, rowMode: "array" })).rows;
  } finally {
    await client.end();
  }
}
