import { LRUCache } from "lru-cache";
import type { CacheStore, Lookup } from "./cache-store";

export interface MemoryCacheOptions {
  /** What all tenants' values may take together, in bytes; 64 MiB unless said. */
  maxBytes?: number;
  /** What one tenant's may take, in bytes; an eighth of all unless said. */
  maxBytesPerTenant?: number;
}

type Entry = { value: string } | { ticket: string };
type Shelf = LRUCache<string, Entry>;

// Of an entry beside its text, about.
const entryBytes = 200;

/**
 * Keeps tenants' cached values in this process. A tenant who needs more than their part loses their own oldest values;
 * when all need more than there is, the tenant who used their cache longest ago loses all of theirs.
 */
export function createMemoryCache(options: MemoryCacheOptions = {}): CacheStore {
  const maxBytes = options.maxBytes ?? 64 * 1024 * 1024;
  const maxBytesPerTenant = options.maxBytesPerTenant ?? Math.max(1, Math.floor(maxBytes / 8));
  if (maxBytesPerTenant > maxBytes) throw new RangeError("maxBytesPerTenant must be at most maxBytes.");
  // In order of use, least recent first.
  const shelves = new Map<string, Shelf>();
  let bytes = 0;
  let tickets = 0;

  function newShelf(): Shelf {
    return new LRUCache({
      maxSize: maxBytesPerTenant,
      sizeCalculation: (entry, key) =>
        entryBytes + 2 * (key.length + ("value" in entry ? entry.value.length : entry.ticket.length)),
    });
  }

  /** Works on the tenant's shelf and keeps account of its size. */
  function onShelf<T>(tenantId: string, work: (shelf: Shelf) => T): T {
    const shelf = shelves.get(tenantId) ?? newShelf();
    shelves.delete(tenantId);
    bytes -= shelf.calculatedSize;
    const result = work(shelf);
    bytes += shelf.calculatedSize;
    if (shelf.size > 0) shelves.set(tenantId, shelf);
    makeRoom();
    return result;
  }

  function makeRoom(): void {
    for (const [tenantId, shelf] of shelves) {
      if (bytes <= maxBytes) return;
      shelves.delete(tenantId);
      bytes -= shelf.calculatedSize;
    }
  }

  function valueOn(shelf: Shelf, key: string): string | null {
    const entry = shelf.get(key);
    return entry !== undefined && "value" in entry ? entry.value : null;
  }

  return {
    async get(tenantId, key) {
      return onShelf(tenantId, (shelf) => valueOn(shelf, key));
    },
    async reserve(tenantId, key): Promise<Lookup> {
      return onShelf(tenantId, (shelf) => {
        const known = shelf.get(key);
        if (known !== undefined) return known;
        const made = { ticket: String(++tickets) };
        shelf.set(key, made);
        return made;
      });
    },
    async fill(tenantId, key, ticket, value, ttlMs) {
      onShelf(tenantId, (shelf) => {
        const known = shelf.get(key);
        if (known === undefined || !("ticket" in known) || known.ticket !== ticket) return;
        shelf.set(key, { value }, { ttl: ttlMs });
      });
    },
    async set(tenantId, key, value, ttlMs) {
      onShelf(tenantId, (shelf) => shelf.set(key, { value }, { ttl: ttlMs }));
    },
    async delete(tenantId, key) {
      onShelf(tenantId, (shelf) => shelf.delete(key));
    },
    async clear(tenantId) {
      onShelf(tenantId, (shelf) => shelf.clear());
    },
    async close() {
      shelves.clear();
      bytes = 0;
    },
  };
}
