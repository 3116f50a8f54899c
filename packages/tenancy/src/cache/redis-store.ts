import { randomUUID } from "node:crypto";
import { createClient } from "@redis/client";
import type { CacheStore, Lookup } from "./cache-store";
import { getScript, putScript, reserveScript } from "./redis-scripts";

export interface RedisCacheOptions {
  /** redis://… or rediss://… */
  url: string;
  /** What tenants' shelves are called in Redis: this and the tenant's id. `acre:cache:` unless said. */
  prefix?: string;
  /** Keys on one tenant's shelf; 10,000 unless said. */
  maxKeysPerTenant?: number;
  /** How long Redis may take to answer, in milliseconds; 1,000 unless said. */
  timeoutMs?: number;
}

// A load that takes longer is not kept.
const ticketMs = 60_000;
const longestPauseMs = 2000;

/**
 * Keeps tenants' cached values in Redis 6.2 or newer, for several processes to share. Connects at once and again
 * whenever the connection is lost; while there is none, methods reject at once.
 */
export function createRedisCache(options: RedisCacheOptions): CacheStore {
  const prefix = options.prefix ?? "acre:cache:";
  const mostKeys = String(options.maxKeysPerTenant ?? 10_000);
  const timeoutMs = options.timeoutMs ?? 1000;
  const client = createClient({
    url: options.url,
    disableOfflineQueue: true,
    socket: {
      connectTimeout: timeoutMs,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, longestPauseMs),
    },
  });
  const firstAttempt = new Promise<void>((resolve) => {
    client.once("ready", resolve);
    // Whoever is waiting meets the same trouble and tells of it. Without a listener Node would exit.
    client.on("error", () => resolve());
  });
  // Rejects only when it is closed before it ever connected.
  client.connect().catch(() => {});

  async function ask<T>(question: () => Promise<T>): Promise<T> {
    await firstAttempt;
    return within(timeoutMs, question());
  }

  function run(script: string, tenantId: string, ...values: string[]) {
    return ask(() => client.eval(script, { keys: [prefix + tenantId], arguments: values }));
  }

  return {
    async get(tenantId, key) {
      const kept = await run(getScript, tenantId, key);
      return typeof kept === "string" ? kept : null;
    },
    async reserve(tenantId, key): Promise<Lookup> {
      const kept = String(await run(reserveScript, tenantId, key, randomUUID(), String(ticketMs), mostKeys));
      return kept.startsWith("V") ? { value: kept.slice(1) } : { ticket: kept.slice(1) };
    },
    async fill(tenantId, key, ticket, value, ttlMs) {
      await run(putScript, tenantId, key, value, String(ttlMs), mostKeys, ticket);
    },
    async set(tenantId, key, value, ttlMs) {
      await run(putScript, tenantId, key, value, String(ttlMs), mostKeys, "");
    },
    async delete(tenantId, key) {
      await ask(() => client.hDel(prefix + tenantId, key));
    },
    async clear(tenantId) {
      await ask(() => client.unlink(prefix + tenantId));
    },
    async close() {
      if (client.isOpen) client.destroy();
    },
  };
}

/** Rejects when the answer takes too long; what comes later is ignored. */
async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Redis did not answer within ${ms} ms.`)), ms);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
