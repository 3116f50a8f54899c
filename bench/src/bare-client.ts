import { join } from "node:path";
import type { TenantDb } from "@acre/db";
import { migrationsOf } from "@acre/db/platform";
import { migrateSqliteFile } from "@acre/tenancy";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
// Applications never get these classes: they get clients from tenancy. The bench needs some without it.
import { PrismaClient as PostgresClient } from "../../packages/db/src/generated/tenant-postgresql/client";
import { PrismaClient } from "../../packages/db/src/generated/tenant-sqlite/client";

/**
 * Prisma as its documentation sets it up, on a file: the stock adapter, with the write-ahead log and the same
 * durability as ours.
 */
export async function openBare(path: string): Promise<TenantDb> {
  const client = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: path }) });
  await client.$queryRaw`PRAGMA journal_mode = WAL`;
  await client.$queryRaw`PRAGMA synchronous = NORMAL`;
  return client;
}

/** Prisma as its documentation sets it up, on one schema of a database. Whoever made the pool closes it. */
export function openBareSchema(pool: pg.Pool, schema: string): TenantDb {
  const client = new PostgresClient({ adapter: new PrismaPg(pool, { schema }) });
  // Made from the same models; SQLite's types are the smaller set, so whatever they allow works here.
  return client as unknown as TenantDb;
}

/** Puts a sample tenant's people, projects and tasks into a plain file, for those who have no keys. */
export async function plainTwin(db: TenantDb, folder: string, name: string): Promise<string> {
  const path = join(folder, `${name}.db`);
  migrateSqliteFile(path, migrationsOf("tenant", "sqlite"), { create: true });
  const twin = await openBare(path);
  await twin.user.createMany({ data: await db.user.findMany() });
  await twin.project.createMany({ data: await db.project.findMany() });
  await twin.task.createMany({ data: await db.task.findMany() });
  await twin.$disconnect();
  return path;
}
