import type { CacheStore } from "./cache-store";

export interface ForgivingOptions {
  /** Told when the store begins to fail, once until it works again. */
  onTrouble: (error: unknown) => void;
  /** How long a store that failed is left alone, in milliseconds. */
  restMs: number;
}

// A ticket that no store gives out.
const noTicket = "";

/**
 * The same store, which never rejects: while it cannot be reached, nothing is found and nothing kept. A tenant whose
 * values could not be changed has their whole shelf cleared before anything is read from it again.
 */
export function forgiving(store: CacheStore, { onTrouble, restMs }: ForgivingOptions): CacheStore {
  const toClear = new Set<string>();
  let restsUntil = 0;
  let troubled = false;

  /** False when the store failed, or is being left alone. */
  async function attempt(work: () => Promise<void>): Promise<boolean> {
    if (Date.now() < restsUntil) return false;
    try {
      await work();
      troubled = false;
      return true;
    } catch (error) {
      restsUntil = Date.now() + restMs;
      if (!troubled) onTrouble(error);
      troubled = true;
      return false;
    }
  }

  async function settled(tenantId: string): Promise<boolean> {
    if (!toClear.has(tenantId)) return true;
    const cleared = await attempt(() => store.clear(tenantId));
    if (cleared) toClear.delete(tenantId);
    return cleared;
  }

  async function find<T>(tenantId: string, otherwise: T, read: () => Promise<T>): Promise<T> {
    let found = otherwise;
    if (await settled(tenantId)) {
      await attempt(async () => {
        found = await read();
      });
    }
    return found;
  }

  async function change(tenantId: string, work: () => Promise<void>): Promise<void> {
    const done = (await settled(tenantId)) && (await attempt(work));
    if (!done) toClear.add(tenantId);
  }

  return {
    get: (tenantId, key) => find(tenantId, null, () => store.get(tenantId, key)),
    reserve: (tenantId, key) => find(tenantId, { ticket: noTicket }, () => store.reserve(tenantId, key)),
    async fill(tenantId, key, ticket, value, ttlMs) {
      if (ticket === noTicket || !(await settled(tenantId))) return;
      await attempt(() => store.fill(tenantId, key, ticket, value, ttlMs));
    },
    set: (tenantId, key, value, ttlMs) => change(tenantId, () => store.set(tenantId, key, value, ttlMs)),
    delete: (tenantId, key) => change(tenantId, () => store.delete(tenantId, key)),
    clear: (tenantId) => change(tenantId, () => store.clear(tenantId)),
    close: () => store.close(),
  };
}
