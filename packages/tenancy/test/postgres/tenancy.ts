import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { createTenancy, type Registry, type Tenancy } from "../../src/index";
import { loadMigrations, type Migration } from "../../src/migrations/migration";
import { createRowDatasource } from "../../src/postgres/row-datasource";
import { createSchemaDatasource } from "../../src/postgres/schema-datasource";
import {
  createPostgresServer,
  type PostgresServer,
  type PostgresServerOptions,
} from "../../src/postgres/server";
import { createMemoryRegistry } from "../../src/testing/memory-registry";
import { type TestDatabase, testDatabase } from "./database";
import { PrismaClient } from "./generated/client";

export type PgDb = PrismaClient;
export type PostgresModel = "schema" | "row";

// A busy machine may keep a transaction waiting without anything being wrong.
const patient = { maxWait: 60_000, timeout: 60_000 };

const here = dirname(fileURLToPath(import.meta.url));

/** The fixture's schema for PostgreSQL: the one for SQLite, with tags that use what only PostgreSQL has. */
export const postgresMigrations: Migration[] = loadMigrations(join(here, "migrations"));

export interface TestPostgres {
  tenancy: Tenancy<PgDb>;
  registry: Registry;
  server: PostgresServer;
  database: TestDatabase;
}

export interface TestPostgresOptions {
  database?: TestDatabase;
  registry?: Registry;
  migrations?: readonly Migration[];
  maxOpenTenants?: number;
  setUp?: "explicit" | "lazy";
  server?: Partial<PostgresServerOptions>;
  /** Parts of each table in the row model. */
  partitions?: number;
  /** Sends raw statements unjudged. */
  unguarded?: boolean;
}

/** A tenancy over a real server and a real Prisma client, closed with the test. */
export async function testPostgres(
  model: PostgresModel,
  options: TestPostgresOptions = {},
): Promise<TestPostgres> {
  const opened = await openTestPostgres(model, options);
  onTestFinished(() => opened.tenancy.close());
  return opened;
}

/** As `testPostgres`, for several tests; the caller closes its tenancy. */
export async function openTestPostgres(
  model: PostgresModel,
  options: TestPostgresOptions = {},
): Promise<TestPostgres> {
  const database = options.database ?? (await testDatabase());
  const registry = options.registry ?? createMemoryRegistry();
  const { ownerUrl, appUrl } = database;
  const server = createPostgresServer({ ownerUrl, appUrl, ...options.server });
  const settings = {
    server,
    migrations: options.migrations ?? postgresMigrations,
    unguarded: options.unguarded,
    partitions: options.partitions,
  };
  const tenancy = createTenancy<PgDb>({
    registry,
    datasources: {
      pg: model === "schema" ? createSchemaDatasource(settings) : createRowDatasource(settings),
    },
    createClient: (adapter) => new PrismaClient({ adapter, transactionOptions: patient }),
    closeClient: (client) => client.$disconnect(),
    maxOpenTenants: options.maxOpenTenants,
    setUp: options.setUp,
  });
  return { tenancy, registry, server, database };
}
