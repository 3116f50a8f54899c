import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bootPlatform, openDataDir, type Platform, readEnv } from "@acre/core/platform";
import { type AppTenancy, type CatalogKeys, createTenantKeys, openTenancy } from "@acre/db/platform";
import type { EmptyDatabase } from "./database-server";

/** A whole installation in a temporary folder, as a server would have it. */
export interface Ground {
  /** The folder, for files of the bench's own beside the installation's. */
  dir: string;
  platform: Platform;
  /** The keys of the tenants' files. */
  keys: CatalogKeys;
  /** An account that has no password and may own workspaces. */
  account: { id: string; name: string; email: string };
  /** The file of a tenant. */
  fileOf(tenantId: string): string;
  /** The key of a tenant's file. @throws Error when it has none */
  keyOf(tenantId: string): Promise<Buffer>;
  /** A new folder of the bench's own. */
  newFolder(name: string): string;
  /** The engine once more over the same catalog and files, with so many of them kept ready. */
  withStock(stock: number): AppTenancy;
  /** A number that was not given out before, to make names unique. */
  next(): number;
  /** Has something closed before the installation is. */
  closing(close: () => unknown): void;
  close(): Promise<void>;
}

export interface GroundOptions {
  /** How many tenants it keeps open; 500 unless said. */
  maxOpenTenants?: number;
  /** Where the catalog and new tenants live; in files unless said. */
  database?: EmptyDatabase;
}

/** Boots an installation. */
export async function openGround({ maxOpenTenants = 500, database }: GroundOptions = {}): Promise<Ground> {
  const dir = mkdtempSync(join(tmpdir(), "acre-bench-"));
  const env = readEnv(
    {
      ACRE_DATA_DIR: join(dir, "data"),
      ACRE_MAX_OPEN_TENANTS: String(maxOpenTenants),
      DATABASE_URL: database?.ownerUrl,
      ACRE_APP_DATABASE_URL: database?.appUrl,
    },
    dir,
  );
  const dataDir = openDataDir(env.dataDir);
  const { platform, close } = await bootPlatform(env, dataDir, {
    localUrl: "http://localhost",
    log: () => {},
  });
  const account = await platform.catalog.account.create({
    data: { email: "bench@acre.example", name: "Bench" },
  });
  const tenants = join(env.dataDir, "tenants");
  const keys = createTenantKeys(platform.catalog, platform.masterKeys);
  const closings: (() => unknown)[] = [];
  let last = 0;
  return {
    dir,
    platform,
    keys,
    account,
    fileOf: (tenantId) => join(tenants, tenantId.slice(-2), `${tenantId}.db`),
    async keyOf(tenantId) {
      const key = (await keys.get(tenantId))?.current;
      if (!key) throw new Error(`No key is kept for ${tenantId}.`);
      return key;
    },
    newFolder(name) {
      const folder = join(dir, name);
      mkdirSync(folder, { recursive: true });
      return folder;
    },
    withStock(stock) {
      const { catalog } = platform;
      const tenancy = openTenancy({
        catalog,
        keys,
        dir: tenants,
        maxOpenTenants,
        stock,
        isolation: "database",
        server: null,
      });
      closings.push(() => tenancy.close());
      return tenancy;
    },
    next: () => ++last,
    closing: (done) => {
      closings.push(done);
    },
    async close() {
      for (const done of closings.reverse()) await done();
      await close();
      dataDir.release();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
