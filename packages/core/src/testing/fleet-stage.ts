import { join } from "node:path";
import { bootPlatform, openDataDir, type Platform, readEnv } from "../platform";

/** A schema change that a newer version of the code brings. */
export interface Change {
  name: string;
  sqlite: string;
  postgresql?: string;
}

/** A column more, in words that both engines understand. */
export const addedColumn: Change = {
  name: "29990101000000_estimates",
  sqlite: 'ALTER TABLE "projects" ADD COLUMN "estimate" INTEGER',
};

/**
 * Has whatever opens this installation from now on go through further migrations, as newer code would. What is open
 * goes on as it was.
 */
export async function upgrade({ catalog }: Pick<Platform, "catalog">, ...changes: Change[]): Promise<void> {
  for (const { name, sqlite, postgresql = sqlite } of changes) {
    await catalog.branch.create({
      data: { name, status: "merged", migrations: { create: { name, sqlite, postgresql } } },
    });
  }
}

/** Opens an installation as a command does, beside a server or without one. */
export async function openAsCommand(dir: string, variables: Record<string, string> = {}) {
  const log: string[] = [];
  const dataDir = openDataDir(join(dir, "data"), "command");
  try {
    const { platform, close } = await bootPlatform(readEnv(variables, dir), dataDir, {
      localUrl: "http://localhost:3000",
      log: (line) => log.push(line),
    });
    return {
      platform,
      operator: { platform, actor: "cli" },
      log,
      async close() {
        await close();
        dataDir.release();
      },
    };
  } catch (error) {
    dataDir.release();
    throw error;
  }
}

/** Tenants of an installation, empty but for their tables. */
export async function makeTenants({ tenancy }: Platform, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) ids.push((await tenancy.tenants.create({ slug: `fleet_${n}` })).id);
  return ids;
}
