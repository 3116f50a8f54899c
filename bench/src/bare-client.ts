import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
// Applications never get this class: they get clients from tenancy. The bench needs one without it.
import { PrismaClient } from "../../packages/db/src/generated/tenant-sqlite/client";

export type BareClient = PrismaClient;

/**
 * Prisma as its documentation sets it up, on a tenant's file: the stock adapter, with the write-ahead log and the
 * same durability as ours.
 */
export async function openBare(path: string): Promise<BareClient> {
  const client = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: path }) });
  await client.$queryRaw`PRAGMA journal_mode = WAL`;
  await client.$queryRaw`PRAGMA synchronous = NORMAL`;
  return client;
}
