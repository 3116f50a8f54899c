import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaClient } from "../../packages/db/src/generated/tenant-sqlite/client";

let opened: Promise<PrismaClient> | undefined;

/** Prisma as its documentation sets it up, on the file that the bench names: once for the process. */
export function client(): Promise<PrismaClient> {
  opened ??= open();
  return opened;
}

async function open(): Promise<PrismaClient> {
  const made = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: process.env.BENCH_FILE ?? "" }) });
  await made.$queryRaw`PRAGMA journal_mode = WAL`;
  await made.$queryRaw`PRAGMA synchronous = NORMAL`;
  return made;
}
