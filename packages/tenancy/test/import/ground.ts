import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import Database from "better-sqlite3";
import pg from "pg";
import {
  createPostgresServer,
  createRowDatasource,
  createSchemaDatasource,
  createSqliteDatasource,
  createTenancy,
  type Importing,
  type ImportOptions,
  openImport,
  type TableReport,
} from "../../src/index";
import { createMemoryRegistry } from "../../src/testing/memory-registry";
import type { Model } from "../bundle/places";
import { testDatabase } from "../postgres/database";
import { postgresMigrations, sqliteMigrations } from "./schema";

/** Places of each model, and room for sources. */
export async function openGround() {
  const dir = mkdtempSync(join(tmpdir(), "tenancy-import-"));
  const { ownerUrl, appUrl } = await testDatabase();
  const server = createPostgresServer({ ownerUrl, appUrl });
  const datasources = {
    database: createSqliteDatasource({ dir: join(dir, "tenants"), migrations: sqliteMigrations }),
    schema: createSchemaDatasource({ server, migrations: postgresMigrations }),
    row: createRowDatasource({ server, migrations: postgresMigrations }),
  };
  const registry = createMemoryRegistry();
  const tenancy = createTenancy<SqlDriverAdapterFactory>({
    registry,
    datasources,
    newTenants: { datasource: "database" },
    createClient: (adapter) => adapter,
    closeClient: async () => {},
  });
  let number = 0;
  let write: (sql: string) => Promise<void> = async () => {};

  /** Opens the import of `mapping`, whose source is a new SQLite file made by `sql`. */
  async function ofSqlite(sql: string, mapping: object): Promise<Importing> {
    const file = `source-${++number}.db`;
    write = async (text) => {
      const db = new Database(join(dir, file));
      db.exec(text);
      db.close();
    };
    await write(`PRAGMA journal_mode = WAL; ${sql}`);
    return open({ source: { sqlite: file }, ...mapping });
  }

  /** The same of a new PostgreSQL schema, in a database of its own. */
  async function ofPostgres(sql: string, mapping: object): Promise<Importing> {
    const source = await testDatabase();
    write = async (text) => {
      const client = new pg.Client({ connectionString: source.ownerUrl });
      await client.connect();
      await client.query(`SET search_path = old; ${text}`).finally(() => client.end());
    };
    await write(`CREATE SCHEMA old; ${sql}`);
    const at = { postgresUrlFrom: "OLD_URL", schema: "old" };
    return open({ source: at, ...mapping }, { OLD_URL: source.ownerUrl });
  }

  /** Writes to the source that was made last. */
  const writeToSource = (sql: string) => write(sql);

  function open(mapping: unknown, variables: ImportOptions["variables"] = {}): Promise<Importing> {
    return openImport({ mapping, dir, variables, migrations: sqliteMigrations });
  }

  /** Makes all of an import's tenants. */
  async function importAll(importing: Importing, datasource: Model): Promise<TableReport[][]> {
    const reports: TableReport[][] = [];
    for (const tenant of importing.tenants) {
      await tenancy.tenants.import({
        id: tenant.id,
        slug: tenant.slug,
        datasource,
        fill: async (loader) => void reports.push(await importing.fill(tenant, loader)),
      });
    }
    return reports;
  }

  async function close(): Promise<void> {
    await tenancy.close();
    await server.close();
    rmSync(dir, { recursive: true, force: true });
  }

  return { dir, datasources, registry, tenancy, open, ofSqlite, ofPostgres, writeToSource, importAll, close };
}

export type ImportGround = Awaited<ReturnType<typeof openGround>>;
