import type { CatalogDb } from "@acre/db/platform";
import type { Env } from "../env";
import { catalogCounters, memoryCounters, redisCounters } from "./counters";
import { createLimits, type Limits } from "./create-limits";

/** The limits of an installation, counted where all of its processes can: Redis, else PostgreSQL, else the one process. */
export function openLimits(
  env: Pick<Env, "limits" | "redisUrl" | "database">,
  catalog: CatalogDb,
  warn: (message: string, error?: unknown) => void,
): Limits {
  if (!env.limits) return createLimits("off");
  if (env.redisUrl) {
    const onTrouble = (error: unknown) =>
      warn("The limits in REDIS_URL cannot be reached; this process counts for itself meanwhile", error);
    return createLimits(redisCounters(env.redisUrl, onTrouble));
  }
  return createLimits(env.database ? catalogCounters(catalog) : memoryCounters());
}
