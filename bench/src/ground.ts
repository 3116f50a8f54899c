import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bootPlatform, openDataDir, type Platform, readEnv } from "@acre/core/platform";

/** A whole installation in a temporary folder, as a server would have it. */
export interface Ground {
  /** The folder, for files of the bench's own beside the installation's. */
  dir: string;
  platform: Platform;
  /** An account that has no password and may own workspaces. */
  account: { id: string; name: string };
  /** The file of a tenant. */
  fileOf(tenantId: string): string;
  /** The file that new tenants are copied from. Exists once there was a tenant. */
  templateFile(): string;
  /** A number that was not given out before, to make names unique. */
  next(): number;
  close(): Promise<void>;
}

/** Boots an installation. @param maxOpenTenants how many tenants it keeps open */
export async function openGround(maxOpenTenants: number): Promise<Ground> {
  const dir = mkdtempSync(join(tmpdir(), "acre-bench-"));
  const env = readEnv(
    { ACRE_DATA_DIR: join(dir, "data"), ACRE_MAX_OPEN_TENANTS: String(maxOpenTenants) },
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
  let last = 0;
  return {
    dir,
    platform,
    account,
    fileOf: (tenantId) => join(tenants, tenantId.slice(-2), `${tenantId}.db`),
    templateFile: () => join(tenants, onlyTemplate(tenants)),
    next: () => ++last,
    async close() {
      await close();
      dataDir.release();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function onlyTemplate(tenants: string): string {
  const name = readdirSync(tenants).find((entry) => entry.startsWith(".template-") && entry.endsWith(".db"));
  if (name === undefined) throw new Error("There is no template yet: make a tenant first.");
  return name;
}
