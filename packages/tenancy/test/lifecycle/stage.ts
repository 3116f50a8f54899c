import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SqlDriverAdapter, SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { afterAll } from "vitest";
import { createMemoryLedger } from "../../src/coordination/memory-ledger";
import {
  type CoordinationOptions,
  createPostgresServer,
  createRowDatasource,
  createSchemaDatasource,
  createSqliteDatasource,
  createTenancy,
  type Datasource,
  keysUnder,
  type Registry,
  type Tenancy,
  type TenancyOptions,
} from "../../src/index";
import { createMemoryKeys } from "../../src/testing/memory-keys";
import { createMemoryRegistry } from "../../src/testing/memory-registry";
import { postgresVersions, sqliteVersions } from "../bundle/schema";
import { type TestDatabase, testDatabase } from "../postgres/database";

/** Two places of each model: folders of encrypted files, schemas and rows on two servers' databases. */
export const names = ["files", "files2", "schemas", "schemas2", "rows", "rows2"] as const;
export type Name = (typeof names)[number];
/** One of each model. */
export const one: readonly Name[] = ["files", "schemas", "rows"];

/** A tenant's database, spoken to in SQL that both engines understand. */
export interface Db {
  run(sql: string): Promise<void>;
  rows(sql: string): Promise<unknown[][]>;
  close(): Promise<void>;
}

/** What processes of one installation have in common. */
export interface Ground {
  dir: string;
  databases: Array<Pick<TestDatabase, "ownerUrl" | "appUrl" | "superUrl">>;
}

export interface StageOptions {
  registry?: Registry;
  coordination?: CoordinationOptions;
  setUp?: TenancyOptions<Db>["setUp"];
  /** How many of the migrations the code knows. */
  versions?: number;
  keys?: Parameters<typeof keysUnder>[0];
  wrap?: (datasource: Datasource, name: Name) => Datasource;
}

export interface Stage extends Ground {
  tenancy: Tenancy<Db>;
  registry: Registry;
  datasources: Record<Name, Datasource>;
  close(): Promise<void>;
}

/** An empty installation, with two databases of its own unless others are given. */
export async function newGround(databases?: Ground["databases"]): Promise<Ground> {
  const dir = mkdtempSync(join(tmpdir(), "tenancy-life-"));
  return { dir, databases: databases ?? [await testDatabase(), await testDatabase()] };
}

/** A tenancy over all places of an installation; the caller closes it. */
export function openStage(ground: Ground, options: StageOptions = {}): Stage {
  const registry = options.registry ?? createMemoryRegistry();
  const keys = options.keys ?? createMemoryKeys();
  const sqlite = sqliteVersions.slice(0, options.versions);
  const migrations = postgresVersions.slice(0, options.versions);
  const servers = ground.databases.map(({ ownerUrl, appUrl }) =>
    createPostgresServer({ ownerUrl, appUrl, processId: options.coordination?.processId }),
  );
  const at = (number: number) => {
    const server = servers[number];
    if (server === undefined) throw new Error("There are two servers.");
    return { server, migrations };
  };
  const made: Record<Name, Datasource> = {
    files: createSqliteDatasource({ dir: join(ground.dir, "files"), migrations: sqlite, keys }),
    files2: createSqliteDatasource({
      dir: join(ground.dir, "files2"),
      migrations: sqlite,
      keys: keysUnder(keys, "second-"),
    }),
    schemas: createSchemaDatasource(at(0)),
    schemas2: createSchemaDatasource(at(1)),
    rows: createRowDatasource(at(0)),
    rows2: createRowDatasource(at(1)),
  };
  const { wrap = (datasource: Datasource) => datasource } = options;
  for (const name of names) made[name] = wrap(made[name], name);
  const tenancy = createTenancy<Db>({
    registry,
    datasources: made,
    newTenants: { datasource: "files" },
    createClient: dbOver,
    closeClient: (db) => db.close(),
    setUp: options.setUp,
    coordination: options.coordination ?? {
      ledger: createMemoryLedger(),
      kind: "test",
      leaseMs: 2_000,
      heartbeatMs: 50,
      pollMs: 10,
    },
  });
  return { ...ground, tenancy, registry, datasources: made, close: () => tenancy.close() };
}

/** An installation for all tests of one file, removed after them, and tenants to try things on. */
export async function stageOfFile(options: StageOptions = {}) {
  const ground = await newGround();
  const stage = openStage(ground, options);
  afterAll(async () => {
    await stage.close();
    removeGround(ground);
  });
  let number = 0;
  const slug = () => `tenant_${++number}`;
  const filled = (datasource: Name) =>
    stage.tenancy.tenants.create({ slug: slug(), datasource, prepare: fill });
  return { ground, stage, slug, filled };
}

export function removeGround({ dir }: Ground): void {
  rmSync(dir, { recursive: true, force: true });
}

function dbOver(factory: SqlDriverAdapterFactory): Db {
  let connecting: Promise<SqlDriverAdapter> | undefined;
  const adapter = () => {
    connecting ??= factory.connect();
    return connecting;
  };
  return {
    async run(sql) {
      await (await adapter()).executeRaw({ sql, args: [], argTypes: [] });
    },
    async rows(sql) {
      return (await (await adapter()).queryRaw({ sql, args: [], argTypes: [] })).rows;
    },
    async close() {
      await (await connecting)?.dispose();
    },
  };
}

/** Gives a tenant people who refer to each other, and a log with a gap in its numbers. */
export async function fill(db: Db): Promise<void> {
  await db.run(`INSERT INTO people (id) VALUES ('p1'), ('p2'), ('p3')`);
  await db.run(`INSERT INTO teams (id, lead_id) VALUES ('t1', 'p2')`);
  await db.run(`UPDATE people SET boss_id = 'p3', team_id = 't1' WHERE id = 'p1'`);
  await db.run(
    `INSERT INTO "a log" (person_id, "Said ""so""") VALUES ('p1', 'one'), ('p1', 'two'), ('p2', 'three')`,
  );
  await db.run(`DELETE FROM "a log" WHERE "Said ""so""" = 'three'`);
}

/** Everything in the log, in the order of its numbers. */
export async function logOf(db: Db): Promise<string[]> {
  return (await db.rows(`SELECT "Said ""so""" FROM "a log" ORDER BY number`)).map(([said]) => String(said));
}

export async function say(db: Db, said: string): Promise<void> {
  await db.run(`INSERT INTO "a log" (person_id, "Said ""so""") VALUES ('p1', '${said}')`);
}
