import { existsSync } from "node:fs";
import type { Datasource, OpenOptions } from "../datasource";
import type { TenantKeys } from "../keys/tenant-keys";
import type { Migration } from "../migrations/migration";
import { chosenMigrations, placeTaken } from "../migrations/older-place";
import { schemaVersions } from "../migrations/schema-version";
import { createSqliteAdapter } from "./adapter";
import { fenceFile, isFencedFile, unfenceFile } from "./fence";
import { bytesOf, filesOf, flushDatabase, tenantPath } from "./files";
import { loaderOfFile } from "./load";
import { applyMigrations } from "./migrate-file";
import { putBackInterrupted } from "./migration-snapshot";
import { createPlainPlaces } from "./plain-places";
import { schemaHashOfFile } from "./schema-hash";
import { createSealedPlaces } from "./sealed-places";
import { snapshotOfFile } from "./snapshot";
import { vacuumFile } from "./vacuum";

export interface SqliteDatasourceOptions {
  /** The folder that holds the tenants' files and nothing else; made when missing. On a local disk. */
  dir: string;
  /** The tenants' schema, oldest migration first: see `loadMigrations`. */
  migrations: readonly Migration[];
  /** Keeps the tenants' keys. With it every new file is encrypted under a key of its own; without, files are plain. */
  keys?: TenantKeys;
  /** How many encrypted databases to keep ready for tenants to come; none unless said. */
  stock?: number;
  /** Prepared statements kept per open tenant; 64 unless said. */
  statements?: number;
  /** Page cache per open tenant in KiB; 2,000 unless said. */
  cacheKiB?: number;
}

/** The `database` model: a SQLite file per tenant, named after the tenant's opaque id. */
export function createSqliteDatasource(options: SqliteDatasourceOptions): Datasource {
  const { dir, migrations } = options;
  const versions = schemaVersions(migrations);
  const places = options.keys
    ? createSealedPlaces({ dir, migrations, keys: options.keys, stock: options.stock ?? 0 })
    : createPlainPlaces(dir, migrations);

  async function migrate(
    tenantId: string,
    { keys }: Pick<OpenOptions, "keys"> = {},
  ): Promise<{ applied: string[] }> {
    putBackInterrupted(tenantPath(dir, tenantId));
    const db = await places.open(tenantId, { keys });
    try {
      return { applied: applyMigrations(db, migrations, tenantPath(dir, tenantId)) };
    } finally {
      db.close();
    }
  }

  return {
    model: "database",
    dialect: "sqlite",
    migrations,
    schemaVersion: versions.latest,
    pending: versions.pending,
    isBehind: versions.isBehind,

    async provision(tenantId, { migrations: names } = {}) {
      if (names !== undefined) {
        const made = await places.makeOlder(tenantId, chosenMigrations(migrations, names));
        if (!made) throw placeTaken(tenantPath(dir, tenantId));
        return { created: true };
      }
      const created = await places.make(tenantId);
      // One that was there may be older than this code: its making began before an upgrade.
      if (!created) await migrate(tenantId);
      return { created };
    },

    reserve: places.reserve,
    flush: (tenantId) => flushDatabase(tenantPath(dir, tenantId)),

    async exists(tenantId) {
      return existsSync(tenantPath(dir, tenantId));
    },

    async open(tenantId, { readOnly, claim, keys }) {
      const db = await places.open(tenantId, { readOnly, cacheKiB: options.cacheKiB, keys });
      return createSqliteAdapter(db, { statements: options.statements, claim });
    },

    async readKeys(tenantIds) {
      return (await options.keys?.read(tenantIds)) ?? (() => null);
    },
    migrate,
    async putBack(tenantId) {
      putBackInterrupted(tenantPath(dir, tenantId));
    },

    async snapshot(tenantId) {
      return snapshotOfFile(await places.open(tenantId, { readOnly: true }), tenantPath(dir, tenantId));
    },

    async load(tenantId, loading) {
      return loaderOfFile(await places.open(tenantId), tenantPath(dir, tenantId), loading);
    },

    duplicate: (tenantId, toTenantId) => places.duplicate(tenantId, toTenantId),

    async fence(tenantId) {
      const path = tenantPath(dir, tenantId);
      if (existsSync(path)) await fenceFile(await places.open(tenantId), path);
    },

    async unfence(tenantId) {
      const path = tenantPath(dir, tenantId);
      if (existsSync(path)) await unfenceFile(await places.open(tenantId), path);
    },

    async isFenced(tenantId) {
      const path = tenantPath(dir, tenantId);
      return existsSync(path) && isFencedFile(await places.open(tenantId));
    },

    destroy: (tenantId) => places.remove(tenantId),
    rotateKey: places.rotateKey,
    keys: options.keys,
    vacuumsAlone: true,
    async vacuum(tenantId) {
      return vacuumFile(await places.open(tenantId), tenantPath(dir, tenantId));
    },
    size: async (tenantId) => bytesOf(tenantPath(dir, tenantId)),
    async residue(tenantId) {
      const key = (await options.keys?.get(tenantId)) ? [`the key of ${tenantId}`] : [];
      return [...filesOf(tenantPath(dir, tenantId)), ...key];
    },
    schemaHash: async (tenantId) => schemaHashOfFile(await places.open(tenantId, { readOnly: true })),
    inspect: () => places.inspect(),
    sweep: () => places.sweep(),
    close: () => places.close(),
  };
}
