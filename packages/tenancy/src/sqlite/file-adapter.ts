import type { SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { createSqliteAdapter, type SqliteAdapterOptions, sqliteAdapterName } from "./adapter";
import { type OpenDatabaseOptions, openDatabase } from "./open-database";

/**
 * Prisma's adapter for a single SQLite file that is no tenant's, such as the catalog: the same settings and
 * the same ordering of transactions, one connection per client. Throws what `openDatabase` throws.
 */
export function createSqliteFileAdapter(
  path: string,
  options: OpenDatabaseOptions & SqliteAdapterOptions = {},
): SqlDriverAdapterFactory {
  return {
    provider: "sqlite",
    adapterName: sqliteAdapterName,
    connect: async () => createSqliteAdapter(openDatabase(path, options), options),
  };
}
