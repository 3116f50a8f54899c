import { isUniqueViolation } from "@acre/db";
import type { Platform } from "../platform";
import { dayOf, keepFleetDay } from "../statistics/fleet-history";
import { refreshStatistics } from "../statistics/refresh-statistics";

/** Requests answered for tenants, as a serving process counts them and the catalog keeps them. */
export interface RequestCounts {
  /** Counts one that was answered; `failed` when it failed on our side. */
  count(tenantId: string, failed: boolean): void;
  /** Writes what was counted into the catalog; what cannot be written now is, the next time. */
  flush(): Promise<void>;
  /** Writes the rest. */
  stop(): Promise<void>;
}

interface Counted {
  requests: number;
  errors: number;
}

export interface RequestCountsOptions {
  /** How often it is written, in milliseconds; every 15 seconds unless said. */
  flushMs?: number;
}

/**
 * Counts in memory and writes now and then, in one transaction: a request waits for nothing. A process that is killed
 * loses what it counted since.
 */
export function countRequests(
  platform: Platform,
  { flushMs = 15_000 }: RequestCountsOptions = {},
): RequestCounts {
  let counted = new Map<string, Counted>();
  let flushing: Promise<void> = Promise.resolve();

  function add(tenantId: string, { requests, errors }: Counted): void {
    const known = counted.get(tenantId) ?? { requests: 0, errors: 0 };
    counted.set(tenantId, { requests: known.requests + requests, errors: known.errors + errors });
  }

  async function write(): Promise<void> {
    const batch = counted;
    counted = new Map();
    if (batch.size === 0) return;
    try {
      await keep(platform, batch);
    } catch (error) {
      platform.warn("Requests could not be counted in the catalog; trying again", error);
      for (const [tenantId, counts] of batch) add(tenantId, counts);
    }
  }

  function flush(): Promise<void> {
    flushing = flushing.then(write);
    return flushing;
  }

  const timer = setInterval(() => void flush(), flushMs);
  timer.unref();
  return {
    count: (tenantId, failed) => add(tenantId, { requests: 1, errors: failed ? 1 : 0 }),
    flush,
    async stop() {
      clearInterval(timer);
      await flush();
    },
  };
}

async function keep(platform: Platform, batch: ReadonlyMap<string, Counted>): Promise<void> {
  const { catalog } = platform;
  await haveRows(platform, [...batch.keys()]);
  const now = new Date();
  const day = dayOf(now);
  if (!(await catalog.fleetDay.findUnique({ where: { day } }))) {
    await keepFleetDay(catalog, now).catch((error: unknown) => {
      // Another process was as fast.
      if (!isUniqueViolation(error)) throw error;
    });
  }
  const counts = [...batch.values()];
  const sum = (figure: keyof Counted) => counts.reduce((total, one) => total + one[figure], 0);
  await catalog.$transaction(async (tx) => {
    // In one order, so that of two processes none waits for the other in a circle.
    for (const tenantId of [...batch.keys()].toSorted()) {
      const { requests = 0, errors = 0 } = batch.get(tenantId) ?? {};
      await tx.tenantStatistics.updateMany({
        where: { tenantId },
        data: { requests: { increment: requests }, errors: { increment: errors } },
      });
    }
    await tx.fleetDay.updateMany({
      where: { day },
      data: { requests: { increment: sum("requests") }, errors: { increment: sum("errors") } },
    });
  });
}

/** Counts what is in those tenants of which nothing is kept yet. One that cannot be asked stays uncounted. */
async function haveRows(platform: Platform, tenantIds: string[]): Promise<void> {
  const known = await platform.catalog.tenantStatistics.findMany({
    where: { tenantId: { in: tenantIds } },
    select: { tenantId: true },
  });
  const there = new Set(known.map(({ tenantId }) => tenantId));
  for (const tenantId of tenantIds) if (!there.has(tenantId)) await refreshStatistics(platform, { tenantId });
}
