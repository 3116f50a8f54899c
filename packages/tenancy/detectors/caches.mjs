import { edit, test } from "./leak.mjs";

const tests = "cache/cache.test.ts";

/** What is remembered of a tenant beside its data. @type {import("./leak.mjs").Leak[]} */
export const caches = [
  {
    leak: "cached values in memory are kept without their tenant",
    edits: [
      edit("cache/memory-store.ts", "shelves.get(tenantId)", 'shelves.get("")'),
      edit("cache/memory-store.ts", "shelves.set(tenantId, shelf)", 'shelves.set("", shelf)'),
    ],
    test: test(tests, "a tenant's cache in memory is reached by no key of another tenant"),
  },
  {
    leak: "cached values in Redis are kept without their tenant",
    edits: [edit("cache/redis-store.ts", "keys: [prefix + tenantId]", "keys: [prefix]")],
    test: test(tests, "a tenant's cache in Redis is reached by no key of another tenant"),
    program: "redis-server",
  },
  {
    leak: "a suspended tenant's cached values are given out",
    edits: [edit("engine.ts", "if (pool.isOpen(id)) return;", "if (pool.isOpen(id) || id !== '') return;")],
    test: test(tests, "a tenant's cache in memory is emptied and refused when its tenant is suspended"),
  },
  {
    leak: "what was loaded before the cache was cleared is kept after",
    edits: [
      edit(
        "cache/memory-store.ts",
        'if (known === undefined || !("ticket" in known) || known.ticket !== ticket) return;',
        "",
      ),
    ],
    test: test(tests, "a tenant's cache in memory does not keep what was loaded from before a clear"),
  },
];
