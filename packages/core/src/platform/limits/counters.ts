import type { CatalogDb } from "@acre/db/platform";
import { createClient } from "@redis/client";
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPrisma,
  RateLimiterRedis,
  RLWrapperTimeouts,
} from "rate-limiter-flexible";
import type { Allowance } from "./table";

/** Makes counters that live in one place. */
export interface CounterStore {
  counter(name: string, allowance: Allowance): RateLimiterAbstract;
  close(): void;
}

// A Redis that is away must not hold requests up: after this long the process counts for itself.
const patienceMs = 500;
const longestPauseMs = 2000;

const inMemory = (name: string, { points, seconds }: Allowance) =>
  new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });

/** For one process. */
export function memoryCounters(): CounterStore {
  return { counter: inMemory, close: () => {} };
}

/** For several processes on one PostgreSQL: counted in the catalog. While it cannot be, each process counts for itself. */
export function catalogCounters(catalog: CatalogDb): CounterStore {
  return {
    counter: (name, allowance) =>
      new RateLimiterPrisma({
        storeClient: catalog,
        tableName: "rateLimit",
        keyPrefix: name,
        points: allowance.points,
        duration: allowance.seconds,
        // Who is over a limit is told so from memory, without another question to the catalog.
        inMemoryBlockOnConsumed: allowance.points + 1,
        insuranceLimiter: inMemory(name, allowance),
        // What has expired is removed by a job, once for all counters.
        clearExpiredByTimeout: false,
      }),
    close: () => {},
  };
}

/** For several processes that share a Redis. While it is away, each process counts for itself, and `onTrouble` is told once. */
export function redisCounters(url: string, onTrouble: (error: unknown) => void): CounterStore {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: {
      connectTimeout: patienceMs,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, longestPauseMs),
    },
  });
  let troubled = false;
  client.on("error", (error) => {
    if (!troubled) onTrouble(error);
    troubled = true;
  });
  client.on("ready", () => {
    troubled = false;
  });
  // Rejects only when it is closed before it ever connected.
  client.connect().catch(() => {});
  return {
    counter(name, allowance) {
      const limiter = new RateLimiterRedis({
        storeClient: client,
        useRedisPackage: true,
        rejectIfRedisNotReady: true,
        keyPrefix: `acre:limits:${name}`,
        points: allowance.points,
        duration: allowance.seconds,
        inMemoryBlockOnConsumed: allowance.points + 1,
      });
      const insuranceLimiter = inMemory(name, allowance);
      return new RLWrapperTimeouts({ limiter, timeoutMs: patienceMs, insuranceLimiter });
    },
    close() {
      if (client.isOpen) client.destroy();
    },
  };
}
