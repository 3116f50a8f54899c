import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** Resolves when so many encrypted files lie ready for new tenants. Filling begins with the first that is asked for. */
export async function stockOf(tenantsDir: string, size: number): Promise<void> {
  while (lyingReady(tenantsDir) < size) await delay(10);
}

function lyingReady(dir: string): number {
  const folder = readdirSync(dir).find((name) => name.startsWith(".stock-"));
  return folder === undefined ? 0 : readdirSync(join(dir, folder)).length;
}
