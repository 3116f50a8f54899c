import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { linesOf } from "../../src/bundle/checksums";
import type { ExportOptions } from "../../src/bundle/export-tenant";
import { exportTenant } from "../../src/bundle/index";
import type { Datasource } from "../../src/datasource";
import type { Migration } from "../../src/migrations/migration";
import { createRowDatasource } from "../../src/postgres/row-datasource";
import { createSchemaDatasource } from "../../src/postgres/schema-datasource";
import { createPostgresServer } from "../../src/postgres/server";
import { type IsolationModel, isolationModels } from "../../src/registry";
import { createSqliteDatasource } from "../../src/sqlite/datasource";
import { type TestDatabase, testDatabase } from "../postgres/database";
import { postgresVersions, sqliteVersions } from "./schema";

export type Model = IsolationModel;
export const models = isolationModels;

export interface Places extends Record<Model, Datasource> {
  dir: string;
  /** The PostgreSQL database's owner. */
  ownerUrl: string;
  superUrl: string;
  close(): Promise<void>;
}

/**
 * A place of each isolation model, for several tests; of an older version where `versions` says so, and in a PostgreSQL
 * `database` of the caller's choice.
 */
export async function openPlaces(versions = sqliteVersions.length, database?: TestDatabase): Promise<Places> {
  const dir = mkdtempSync(join(tmpdir(), "tenancy-bundle-"));
  const { ownerUrl, appUrl, superUrl } = database ?? (await testDatabase());
  const server = createPostgresServer({ ownerUrl, appUrl });
  const migrations = postgresVersions.slice(0, versions);
  return {
    dir,
    ownerUrl,
    superUrl,
    database: sqliteAt(dir, sqliteVersions.slice(0, versions)),
    schema: createSchemaDatasource({ server, migrations }),
    row: createRowDatasource({ server, migrations }),
    async close() {
      await server.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export function sqliteAt(dir: string, migrations: readonly Migration[] = sqliteVersions): Datasource {
  return createSqliteDatasource({ dir, migrations });
}

/** A bundle in memory. */
export async function bundleOf(
  datasource: Datasource,
  tenantId: string,
  options: Partial<ExportOptions> = {},
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const target = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  await exportTenant(datasource, tenantId, target, { slug: "acme", ...options });
  return Buffer.concat(chunks);
}

/** A bundle as a stream, in small pieces, so that nothing rests on where one ends. */
export async function* stream(bundle: Buffer, piece = 1000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bundle.length; at += piece) yield bundle.subarray(at, at + piece);
}

/** All of a tenant's rows as they stand in a bundle, by table. */
export async function dump(datasource: Datasource, tenantId: string): Promise<Record<string, string>> {
  const snapshot = await datasource.snapshot(tenantId);
  try {
    const tables: Record<string, string> = {};
    for (const { name } of snapshot.tables) {
      let lines = "";
      for await (const rows of snapshot.rows(name)) lines += linesOf(rows).toString();
      tables[name] = lines;
    }
    return tables;
  } finally {
    await snapshot.close();
  }
}
