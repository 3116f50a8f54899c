import { describe, expect, it, onTestFinished } from "vitest";
import { testTenancy } from "../../test/fixture/tenancy";
import { noRedis, startRedis } from "../../test/redis/redis-server";
import { newTenantId } from "../ids";
import type { CacheStore } from "./cache-store";
import { createMemoryCache } from "./memory-store";
import { createRedisCache } from "./redis-store";

if (noRedis !== null) console.warn(noRedis);

const ttlMs = 60_000;

async function inMemory(): Promise<CacheStore> {
  return createMemoryCache();
}

async function inRedis(): Promise<CacheStore> {
  return createRedisCache({ url: (await startRedis()).url });
}

/** Two tenants and their caches in a real tenancy. */
async function pair(makeStore: () => Promise<CacheStore>) {
  const { tenancy } = testTenancy({ cache: await makeStore() });
  const mine = await tenancy.tenants.create({ slug: "mine" });
  const other = await tenancy.tenants.create({ slug: "other" });
  return {
    tenancy,
    mine,
    other,
    cache: tenancy.cache(mine.id),
    otherCache: tenancy.cache(other.id),
  };
}

/** A promise and the way to keep it. */
function promised<T>(): { promise: Promise<T>; keep: (value: T) => void } {
  let keep: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => {
    keep = resolve;
  });
  return { promise, keep };
}

const stores: Array<[string, () => Promise<CacheStore>, string | null]> = [
  ["in memory", inMemory, null],
  ["in Redis", inRedis, noRedis],
];

for (const [where, makeStore, unavailable] of stores) {
  describe.skipIf(unavailable !== null)(`a tenant's cache ${where}`, () => {
    it("keeps plain data until it is deleted", async () => {
      const { cache } = await pair(makeStore);
      expect(await cache.get("k")).toBeUndefined();
      for (const value of [null, false, 0, "", "日本\u0000:\n", [1, [2]], { a: { b: null } }]) {
        await cache.set("k", value, { ttlMs });
        expect(await cache.get("k")).toEqual(value);
      }
      await cache.delete("k");
      expect(await cache.get("k")).toBeUndefined();
    });

    it("forgets after the time it was told", async () => {
      const { cache } = await pair(makeStore);
      await cache.set("long", 1, { ttlMs });
      await cache.set("short", 1, { ttlMs: 30 });
      await expect.poll(() => cache.get("short")).toBeUndefined();
      expect(await cache.getOrSet("short", async () => 2, { ttlMs })).toBe(2);
      expect(await cache.get("long")).toBe(1);
    });

    it("is reached by no key of another tenant, however that is made", async () => {
      const { mine, other, cache, otherCache } = await pair(makeStore);
      await otherCache.set("k", "secret", { ttlMs });
      const crafted = [
        "k",
        `${other.id}:k`,
        `${other.id}k`,
        `acre:cache:${other.id}`,
        `acre:cache:${other.id}:k`,
        `../${other.id}/k`,
        `}{${other.id}}k`,
        `k\r\nHGET acre:cache:${other.id} k\r\n`,
        `\n${other.id}\nk`,
        `\0${other.id}\0k`,
        "*",
        "k*",
        "[a-z]",
        "__proto__",
        "constructor",
        `${mine.id}:k`,
      ];
      for (const key of crafted) {
        expect(await cache.get(key), key).toBeUndefined();
        await cache.set(key, "mine", { ttlMs });
        expect(await cache.getOrSet(key, async () => "loaded", { ttlMs }), key).toBe("mine");
        expect(await otherCache.get("k"), key).toBe("secret");
        await cache.delete(key);
      }
      await cache.clear();
      expect(await otherCache.get("k")).toBe("secret");
    });

    it("answers each of many tenants with their own when all ask for the same key at once", async () => {
      const { tenancy } = await pair(makeStore);
      const ids: string[] = [];
      for (let n = 0; n < 20; n++) ids.push((await tenancy.tenants.create({ slug: `tenant_${n}` })).id);
      for (let round = 0; round < 3; round++) {
        const found = await Promise.all(
          ids.map((id) => tenancy.cache(id).getOrSet("k", async () => id, { ttlMs })),
        );
        expect(found).toEqual(ids);
      }
    });

    it("loads once, and hands out copies", async () => {
      const { cache } = await pair(makeStore);
      let loads = 0;
      const load = async () => ({ rows: [++loads] });
      const first = await cache.getOrSet("k", load, { ttlMs });
      first.rows.push(99);
      expect(await cache.getOrSet("k", load, { ttlMs })).toEqual({ rows: [1] });
      expect(loads).toBe(1);
    });

    it("keeps nothing of a load that failed, and passes its error on", async () => {
      const { cache } = await pair(makeStore);
      const failing = cache.getOrSet("k", () => Promise.reject(new Error("no rows")), { ttlMs });
      await expect(failing).rejects.toThrow("no rows");
      expect(await cache.getOrSet("k", async () => 2, { ttlMs })).toBe(2);
    });

    it.each(["clear", "delete", "set"] as const)(
      "does not keep what was loaded from before a %s",
      async (change) => {
        const { cache } = await pair(makeStore);
        const begun = promised<void>();
        const stale = promised<string>();
        const filling = cache.getOrSet(
          "k",
          () => {
            begun.keep();
            return stale.promise;
          },
          { ttlMs },
        );
        await begun.promise;
        if (change === "clear") await cache.clear();
        if (change === "delete") await cache.delete("k");
        if (change === "set") await cache.set("k", "fresh", { ttlMs });
        // Someone who begins to load after the change may keep theirs.
        const fresh = await cache.getOrSet("k", async () => "fresh", { ttlMs });
        stale.keep("stale");
        expect([fresh, await filling]).toEqual(["fresh", "stale"]);
        expect(await cache.get("k")).toBe("fresh");
      },
    );

    it("does not keep what was loaded from before a change when nobody loaded since", async () => {
      const { cache } = await pair(makeStore);
      const begun = promised<void>();
      const stale = promised<string>();
      const load = () => {
        begun.keep();
        return stale.promise;
      };
      const filling = cache.getOrSet("k", load, { ttlMs });
      await begun.promise;
      await cache.clear();
      stale.keep("stale");
      await filling;
      expect(await cache.get("k")).toBeUndefined();
    });

    it("does not keep what was loaded from before a change in the name of a load that began since", async () => {
      const { cache } = await pair(makeStore);
      const loading = (value: Promise<string>) => {
        const begun = promised<void>();
        const load = () => {
          begun.keep();
          return value;
        };
        return { begun: begun.promise, filled: cache.getOrSet("k", load, { ttlMs }) };
      };
      const [stale, fresh] = [promised<string>(), promised<string>()];
      const first = loading(stale.promise);
      await first.begun;
      await cache.clear();
      const second = loading(fresh.promise);
      await second.begun;
      stale.keep("stale");
      await first.filled;
      expect(await cache.get("k")).toBeUndefined();
      fresh.keep("fresh");
      await second.filled;
      expect(await cache.get("k")).toBe("fresh");
    });

    it("is emptied and refused when its tenant is suspended", async () => {
      const { tenancy, mine, cache, otherCache } = await pair(makeStore);
      await cache.set("k", 1, { ttlMs });
      await otherCache.set("k", 2, { ttlMs });
      await tenancy.tenants.setStatus(mine.id, "suspended");
      const refused = { code: "tenant_suspended" };
      await expect(cache.get("k")).rejects.toMatchObject(refused);
      await expect(cache.set("k", 1, { ttlMs })).rejects.toMatchObject(refused);
      await expect(cache.delete("k")).rejects.toMatchObject(refused);
      await expect(cache.clear()).rejects.toMatchObject(refused);
      await expect(cache.getOrSet("k", async () => 1, { ttlMs })).rejects.toMatchObject(refused);
      await tenancy.tenants.setStatus(mine.id, "active");
      expect(await cache.get("k")).toBeUndefined();
      expect(await otherCache.get("k")).toBe(2);
    });

    it("is emptied and refused when its tenant is deleted", async () => {
      const store = await makeStore();
      const { tenancy, mine, cache } = await pair(async () => store);
      await cache.set("k", 1, { ttlMs });
      await tenancy.tenants.delete(mine.id);
      await expect(cache.get("k")).rejects.toMatchObject({ code: "tenant_not_found" });
      expect(await store.get(mine.id, "k")).toBeNull();
    });
  });
}

describe("a tenant's cache", () => {
  it("is nobody's for an id that nobody has", async () => {
    const { tenancy } = testTenancy();
    const unknown = tenancy.cache(newTenantId());
    await expect(unknown.get("k")).rejects.toMatchObject({ code: "tenant_not_found" });
    for (const id of ["", "*", "../x", "acme"])
      expect(() => tenancy.cache(id)).toThrowError(expect.objectContaining({ code: "tenant_id_invalid" }));
  });

  it("refuses keys that could become each other, and times without end", async () => {
    const { cache } = await pair(inMemory);
    for (const key of ["", "\ud800", "a".repeat(513)])
      await expect(cache.get(key)).rejects.toMatchObject({ code: "cache_key_invalid" });
    for (const odd of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 25 * 60 * 60 * 1000])
      await expect(cache.set("k", 1, { ttlMs: odd })).rejects.toThrow(RangeError);
  });

  it("takes nothing that could reach a database", async () => {
    const { tenancy, cache } = await pair(inMemory);
    const db = await tenancy.connect("mine");
    // As a caller without types might.
    const load = async (): Promise<{ [key: string]: string }> => Object(db);
    await expect(cache.getOrSet("k", load, { ttlMs })).rejects.toMatchObject({ code: "data_not_plain" });
    expect(await cache.get("k")).toBeUndefined();
  });

  it("in memory takes from a tenant for their own needs first, and never more than there is", async () => {
    const store = createMemoryCache({ maxBytes: 100_000, maxBytesPerTenant: 40_000 });
    const text = "x".repeat(1000);
    await store.set("modest", "k", text, ttlMs);
    for (let n = 0; n < 100; n++) await store.set("greedy", `k${n}`, text, ttlMs);
    expect(await store.get("modest", "k")).toBe(text);
    expect(await store.get("greedy", "k0")).toBeNull();
    expect(await store.get("greedy", "k99")).toBe(text);
    for (let n = 0; n < 100; n++) await store.set(`t${n}`, "k", text, ttlMs);
    const kept = await Promise.all(Array.from({ length: 100 }, (_, n) => store.get(`t${n}`, "k")));
    expect(kept.filter((value) => value !== null).length).toBeLessThan(50);
    expect(kept[99]).toBe(text);
  });
});

describe.skipIf(noRedis !== null)("Redis", () => {
  it("keeps no more keys of a tenant than it may", async () => {
    const store = createRedisCache({ url: (await startRedis()).url, maxKeysPerTenant: 5 });
    onTestFinished(() => store.close());
    const id = newTenantId();
    for (let n = 0; n < 20; n++) await store.set(id, `k${n}`, "v", ttlMs);
    const kept = await Promise.all(Array.from({ length: 20 }, (_, n) => store.get(id, `k${n}`)));
    expect(kept.filter((value) => value !== null)).toHaveLength(5);
    expect(kept[19]).toBe("v");
  });

  it("is shared: what one process clears, another does not find", async () => {
    const { url } = await startRedis();
    const [one, two] = [createRedisCache({ url }), createRedisCache({ url })];
    onTestFinished(async () => void (await Promise.all([one.close(), two.close()])));
    const id = newTenantId();
    const found = await one.reserve(id, "k");
    if (!("ticket" in found)) throw new Error("something was kept");
    await two.clear(id);
    await one.fill(id, "k", found.ticket, "stale", ttlMs);
    expect(await two.get(id, "k")).toBeNull();
    await two.set(id, "k", "v", ttlMs);
    expect(await one.get(id, "k")).toBe("v");
  });

  it("may be down: what is asked for is loaded, with one warning, and found again afterwards", async () => {
    const redis = await startRedis();
    const troubles: unknown[] = [];
    const { tenancy } = testTenancy({
      cache: createRedisCache({ url: redis.url, timeoutMs: 500 }),
      onCacheTrouble: (error) => troubles.push(error),
    });
    const { id } = await tenancy.tenants.create({ slug: "acme" });
    const cache = tenancy.cache(id);
    await cache.set("k", "before", { ttlMs });
    await redis.kill();
    for (let n = 0; n < 5; n++)
      expect(await cache.getOrSet("k", async () => "loaded", { ttlMs })).toBe("loaded");
    await cache.set("k", "lost", { ttlMs });
    expect(await cache.get("k")).toBeUndefined();
    expect(troubles).toHaveLength(1);
    await redis.restart();
    await expect
      .poll(
        async () => {
          await cache.getOrSet("k", async () => "after", { ttlMs });
          return cache.get("k");
        },
        { timeout: 20_000 },
      )
      .toBe("after");
    expect(troubles).toHaveLength(1);
  });

  it("may not answer: nobody waits for it for long, and what could not be cleared is not found later", async () => {
    const redis = await startRedis();
    const { tenancy } = testTenancy({ cache: createRedisCache({ url: redis.url, timeoutMs: 300 }) });
    const { id } = await tenancy.tenants.create({ slug: "acme" });
    const cache = tenancy.cache(id);
    await cache.set("k", "old", { ttlMs });
    await cache.set("untouched", "old", { ttlMs });
    redis.pause();
    // The first one waits and learns of the trouble, so that the clearing is not even tried.
    expect(await cache.getOrSet("k", async () => "new", { ttlMs })).toBe("new");
    await cache.clear();
    redis.resume();
    await expect
      .poll(
        async () => {
          await cache.set("probe", 1, { ttlMs });
          return cache.get("probe");
        },
        { timeout: 20_000 },
      )
      .toBe(1);
    expect(await cache.get("untouched")).toBeUndefined();
    expect(await cache.get("k")).toBeUndefined();
  });

  it("need not be there at the start", async () => {
    const redis = await startRedis();
    await redis.kill();
    const { tenancy } = testTenancy({ cache: createRedisCache({ url: redis.url, timeoutMs: 500 }) });
    const { id } = await tenancy.tenants.create({ slug: "acme" });
    expect(await tenancy.cache(id).getOrSet("k", async () => 1, { ttlMs })).toBe(1);
  });
});
