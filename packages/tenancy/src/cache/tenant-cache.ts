import { TenancyError } from "../errors";
import { assertTenantId } from "../ids";
import { copyOfData, type PlainData } from "../plain-data";
import type { CacheStore } from "./cache-store";

export interface KeepOptions {
  /** How long the value may be answered with, in milliseconds; at most a day. */
  ttlMs: number;
}

/**
 * One tenant's cached values. Keys are any text of up to 512 characters; the same key of another tenant is another
 * key. Values are plain data. Every method is refused as the tenant's handle would be: `tenant_not_found`,
 * `tenant_suspended`, … A store that cannot be reached is no error: nothing is found, and nothing kept.
 */
export interface TenantCache {
  get(key: string): Promise<PlainData | undefined>;
  set(key: string, value: PlainData, options: KeepOptions): Promise<void>;
  delete(key: string): Promise<void>;
  /**
   * What is kept under the key, or else what `load` answers, which is then kept, unless the key was changed or the
   * cache cleared since `load` began. Throws what `load` throws. What was kept by other code is not looked at: a value
   * of another shape needs another key.
   */
  getOrSet<T extends PlainData>(key: string, load: () => Promise<T>, options: KeepOptions): Promise<T>;
  clear(): Promise<void>;
}

const longestKey = 512;
const longestTtlMs = 24 * 60 * 60 * 1000;
// In characters. A larger one is answered and not kept.
const largestValue = 1024 * 1024;

/**
 * The cache of one tenant in a store.
 * @param admit throws when the tenant may not be worked with
 */
export function createTenantCache(
  store: CacheStore,
  tenantId: string,
  admit: (tenantId: string) => Promise<void>,
): TenantCache {
  assertTenantId(tenantId);

  async function set(key: string, value: PlainData, { ttlMs }: KeepOptions): Promise<void> {
    assertKey(key);
    assertTtl(ttlMs);
    const text = JSON.stringify(copyOfData(value));
    await admit(tenantId);
    if (text.length > largestValue) await store.delete(tenantId, key);
    else await store.set(tenantId, key, text, ttlMs);
  }

  async function getOrSet<T extends PlainData>(
    key: string,
    load: () => Promise<T>,
    { ttlMs }: KeepOptions,
  ): Promise<T> {
    assertKey(key);
    assertTtl(ttlMs);
    await admit(tenantId);
    const found = await store.reserve(tenantId, key);
    if ("value" in found) return JSON.parse(found.value);
    const loaded = copyOfData(await load());
    const text = JSON.stringify(loaded);
    if (text.length <= largestValue) await store.fill(tenantId, key, found.ticket, text, ttlMs);
    return loaded;
  }

  return {
    async get(key) {
      assertKey(key);
      await admit(tenantId);
      const text = await store.get(tenantId, key);
      return text === null ? undefined : JSON.parse(text);
    },
    set,
    async delete(key) {
      assertKey(key);
      await admit(tenantId);
      await store.delete(tenantId, key);
    },
    getOrSet,
    async clear() {
      await admit(tenantId);
      await store.clear(tenantId);
    },
  };
}

// Half a surrogate pair has no encoding of its own: two such keys would become the same one.
function assertKey(key: string): void {
  if (typeof key === "string" && key.length > 0 && key.length <= longestKey && key.isWellFormed()) return;
  throw new TenancyError(
    "cache_key_invalid",
    `A cache key is 1 to ${longestKey} characters of well-formed text. Hash what is longer.`,
  );
}

function assertTtl(ttlMs: number): void {
  if (Number.isInteger(ttlMs) && ttlMs >= 1 && ttlMs <= longestTtlMs) return;
  throw new RangeError(`ttlMs must be 1 to ${longestTtlMs}.`);
}
