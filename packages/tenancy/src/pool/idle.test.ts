import { mockAdapter } from "@prisma/driver-adapter-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { testTenancy } from "../../test/fixture/tenancy";
import { ConnectionPool } from "./connection-pool";

const idleMs = 10_000;

function setUp() {
  const idle: string[] = [];
  const pool = new ConnectionPool(10, { idleMs, onIdle: (id) => idle.push(id) });
  let open = 0;
  const acquire = (id: string) =>
    pool.acquire(id, async () => {
      open++;
      return {
        adapter: { ...mockAdapter("sqlite"), dispose: async () => void open-- },
        circumstances: "usual",
        place: "here",
      };
    });
  const use = async (id: string) => (await acquire(id)).release();
  return { pool, idle, acquire, use, stillOpen: () => open };
}

const ids = (pool: ConnectionPool) => pool.openTenants().map(({ id }) => id);

describe("idle connections", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("are closed once nobody has used them for that long, and not before", async () => {
    const { pool, use, idle, stillOpen } = setUp();
    await use("a");
    await vi.advanceTimersByTimeAsync(idleMs / 2);
    await use("b");
    await vi.advanceTimersByTimeAsync(idleMs / 2 - 1);
    expect(ids(pool)).toEqual(["a", "b"]);
    await vi.advanceTimersByTimeAsync(1);
    expect(ids(pool)).toEqual(["b"]);
    await vi.advanceTimersByTimeAsync(idleMs / 2);
    expect(ids(pool)).toEqual([]);
    expect([idle, stillOpen()]).toEqual([["a", "b"], 0]);
    expect(pool.counts()).toMatchObject({ open: 0, idleClosed: 2, evictions: 0 });
    await use("a");
    await vi.advanceTimersByTimeAsync(idleMs);
    expect(ids(pool)).toEqual([]);
  });

  it("are not those in use, however long that lasts; the time begins when they are given back", async () => {
    const { pool, acquire } = setUp();
    const lease = await acquire("a");
    await vi.advanceTimersByTimeAsync(idleMs * 5.5);
    expect(ids(pool)).toEqual(["a"]);
    lease.release();
    await vi.advanceTimersByTimeAsync(idleMs - 1);
    expect(ids(pool)).toEqual(["a"]);
    await vi.advanceTimersByTimeAsync(idleMs);
    expect(ids(pool)).toEqual([]);
  });

  it("are waited for by no timer that would keep a process alive, or one that has ended", async () => {
    vi.useRealTimers();
    const set = vi.spyOn(globalThis, "setTimeout");
    const { pool, use } = setUp();
    await use("a");
    const timers = set.mock.results.map(({ value }) => value);
    set.mockRestore();
    expect(timers.map((timer) => timer.hasRef())).toEqual([false]);
    await pool.end();
    expect(timers[0]?._destroyed).toBe(true);
  });
});

describe("a handle", () => {
  it("survives that its connection was closed for being idle", async () => {
    const { tenancy } = testTenancy({ idleTimeoutMs: 20 });
    await tenancy.tenants.create({ slug: "acme" });
    const db = await tenancy.connect("acme");
    await db.owner.create({ data: { email: "a@x" } });
    await expect.poll(() => tenancy.openTenants()).toEqual([]);
    expect(await db.owner.count()).toBe(1);
    expect(tenancy.gauges().idleClosed).toBeGreaterThan(0);
  });
});

describe("gauges", () => {
  it("tell how often connections were found open, opened and closed again, and who waits", async () => {
    const { tenancy } = testTenancy({ maxOpenTenants: 1 });
    for (const slug of ["aa", "bb"]) await tenancy.tenants.create({ slug });
    await tenancy.closeAll();
    const before = tenancy.gauges();
    const aa = await tenancy.connect("aa");
    for (let n = 0; n < 3; n++) await aa.owner.count();
    const bb = await tenancy.connect("bb");
    await bb.owner.count();
    const after = tenancy.gauges();
    expect(after.misses - before.misses).toBe(2);
    expect(after.evictions - before.evictions).toBe(1);
    expect(after.hits - before.hits).toBe(4);
    expect(after).toMatchObject({ open: 1, inUse: 0, waiting: 0, servers: [] });
    let during: ReturnType<typeof tenancy.gauges> | undefined;
    await bb.$transaction(async (tx) => {
      await tx.owner.count();
      during = tenancy.gauges();
    });
    expect(during).toMatchObject({ open: 1, inUse: 1 });
  });
});
