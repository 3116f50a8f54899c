import { existsSync } from "node:fs";
import type { Datasource } from "../datasource";
import type { Migration } from "../migrations/migration";
import { schemaVersions } from "../migrations/schema-version";
import { createSqliteAdapter } from "./adapter";
import { removeAbandoned, removeDatabase, tenantPath } from "./files";
import { inspectFiles } from "./inspect";
import { migrateSqliteFile } from "./migrate-file";
import { openDatabase } from "./open-database";
import { createTemplate } from "./template";

export interface SqliteDatasourceOptions {
  /** The folder that holds the tenants' files and nothing else; made when missing. On a local disk. */
  dir: string;
  /** The tenants' schema, oldest migration first: see `loadMigrations`. */
  migrations: readonly Migration[];
  /** Prepared statements kept per open tenant; 64 unless said. */
  statements?: number;
  /** Page cache per open tenant in KiB; 2,000 unless said. */
  cacheKiB?: number;
}

/** The `database` model: a SQLite file per tenant, named after the tenant's opaque id. */
export function createSqliteDatasource(options: SqliteDatasourceOptions): Datasource {
  const { dir, migrations } = options;
  const versions = schemaVersions(migrations);
  const template = createTemplate(dir, migrations);

  return {
    model: "database",
    schemaVersion: versions.latest,
    pending: versions.pending,
    isBehind: versions.isBehind,

    async provision(tenantId) {
      const path = tenantPath(dir, tenantId);
      const created = await template.copyTo(path);
      // One that was there may be older than this code: its making began before an upgrade.
      if (!created) migrateSqliteFile(path, migrations);
      return { created };
    },

    async exists(tenantId) {
      return existsSync(tenantPath(dir, tenantId));
    },

    async open(tenantId, { readOnly }) {
      const path = tenantPath(dir, tenantId);
      const db = openDatabase(path, { readOnly, cacheKiB: options.cacheKiB });
      return createSqliteAdapter(db, { statements: options.statements });
    },

    async migrate(tenantId) {
      return migrateSqliteFile(tenantPath(dir, tenantId), migrations);
    },

    async destroy(tenantId) {
      await removeDatabase(tenantPath(dir, tenantId));
    },

    inspect: () => inspectFiles(dir),

    async sweep() {
      return removeAbandoned(dir) + template.removeOthers();
    },
  };
}
