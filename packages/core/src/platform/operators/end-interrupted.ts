import { settleCutOff } from "../audit/restored";
import type { Platform } from "../platform";
import { finishErasures } from "./delete-tenant";

/** How many operations that a process died over were brought to an end, and how many wait to be run again. */
export interface InterruptedCount {
  ended: number;
  left: number;
}

/**
 * Finishes or takes back what a killed process was doing to tenants, and says so. Asks the catalog alone when there is
 * nothing; otherwise waits, for up to twelve seconds, to be sure that the process is dead.
 */
export async function endInterrupted(
  platform: Platform,
  log: (line: string) => void,
): Promise<InterruptedCount> {
  const count = await endOperations(platform, log);
  await settleCutOff(platform);
  await finishErasures(platform);
  return count;
}

async function endOperations(platform: Platform, log: (line: string) => void): Promise<InterruptedCount> {
  const { catalog, tenancy, warn } = platform;
  const count = { ended: 0, left: 0 };
  if ((await catalog.tenantOperation.count({ where: { running: { not: null } } })) === 0) return count;
  for (const { tenantId, kind, outcome, error } of await tenancy.tenants.finishInterrupted()) {
    if (outcome === "left") warn(`An interrupted ${kind} of tenant ${tenantId} waits to be run again`, error);
    else log(`An interrupted ${kind} of tenant ${tenantId} was ${outcome}.`);
    count[outcome === "left" ? "left" : "ended"] += 1;
  }
  return count;
}
