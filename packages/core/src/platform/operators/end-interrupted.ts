import { settleCutOff } from "../audit/restored";
import type { Platform } from "../platform";
import { finishErasures } from "./delete-tenant";

/**
 * Finishes or takes back what a killed process was doing to tenants, and says so. Asks the catalog alone when there is
 * nothing; otherwise waits, for up to twelve seconds, to be sure that the process is dead.
 */
export async function endInterrupted(platform: Platform, log: (line: string) => void): Promise<void> {
  await endOperations(platform, log);
  await settleCutOff(platform);
  await finishErasures(platform);
}

async function endOperations(platform: Platform, log: (line: string) => void): Promise<void> {
  const { catalog, tenancy, warn } = platform;
  if ((await catalog.tenantOperation.count({ where: { running: { not: null } } })) === 0) return;
  for (const { tenantId, kind, outcome, error } of await tenancy.tenants.finishInterrupted()) {
    if (outcome === "left") warn(`An interrupted ${kind} of tenant ${tenantId} waits to be run again`, error);
    else log(`An interrupted ${kind} of tenant ${tenantId} was ${outcome}.`);
  }
}
