import { mockAdapter, type SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { describe, expect, it } from "vitest";
import { ConnectionPool, type Lease, type Opened } from "./connection-pool";

// Connections that only count how many of them are open; what the pool does with real ones, the tests of the
// tenancy show.
function setUp(capacity: number) {
  const pool = new ConnectionPool(capacity);
  const seen = { open: 0, most: 0, opened: 0 };

  async function open(): Promise<Opened> {
    await Promise.resolve();
    seen.opened++;
    seen.most = Math.max(seen.most, ++seen.open);
    const adapter: SqlDriverAdapter = {
      ...mockAdapter("sqlite"),
      async dispose() {
        await Promise.resolve();
        seen.open--;
      },
    };
    return { adapter, circumstances: "usual", place: "here" };
  }

  return { pool, seen, open, acquire: (id: string): Promise<Lease> => pool.acquire(id, open) };
}

const ids = (pool: ConnectionPool) => pool.openTenants().map(({ id }) => id);
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("ConnectionPool", () => {
  it("opens once for many callers, and lends without waiting from then on", async () => {
    const { pool, seen, acquire } = setUp(2);
    const leases = await Promise.all([acquire("a"), acquire("a"), acquire("a")]);
    expect(seen.opened).toBe(1);
    expect(pool.openTenants()).toMatchObject([{ id: "a", inUse: 3 }]);
    for (const lease of leases) lease.release();
    expect(pool.openTenants()).toMatchObject([{ id: "a", inUse: 0 }]);
    expect(pool.acquireNow("a")).not.toBeNull();
    expect(pool.acquireNow("b")).toBeNull();
  });

  it("has the least recently used make way", async () => {
    const { pool, acquire } = setUp(2);
    for (const id of ["a", "b", "a", "c"]) (await acquire(id)).release();
    expect(ids(pool)).toEqual(["a", "c"]);
  });

  it("closes none in use; goes over its capacity instead, and back as soon as it can", async () => {
    const { pool, seen, acquire } = setUp(2);
    const leases = await Promise.all(["a", "b", "c", "d"].map(acquire));
    expect(seen.open).toBe(4);
    for (const lease of leases) lease.release();
    await turn();
    expect(seen.open).toBe(2);
    expect(ids(pool)).toEqual(["c", "d"]);
  });

  it("counts a lease given back twice once", async () => {
    const { pool, acquire } = setUp(1);
    const [one, two] = await Promise.all([acquire("a"), acquire("a")]);
    one.release();
    one.release();
    (await acquire("b")).release();
    expect(ids(pool)).toContain("a");
    two.release();
  });

  it("closes what was opened for a lease that is discarded, and nothing that others use or used", async () => {
    const { pool, seen, acquire } = setUp(4);
    (await acquire("a")).discard();
    await turn();
    expect(seen.open).toBe(0);
    const [first, second] = await Promise.all([acquire("a"), acquire("a")]);
    first.discard();
    await turn();
    expect(seen.open).toBe(1);
    second.discard();
    (await acquire("a")).discard();
    pool.acquireNow("a")?.discard();
    await turn();
    expect(pool.openTenants()).toMatchObject([{ id: "a", inUse: 0 }]);
    expect(seen.opened).toBe(2);
  });

  it("counts a lease given back and discarded once", async () => {
    const { pool, acquire } = setUp(1);
    const [one, two] = await Promise.all([acquire("a"), acquire("a")]);
    one.release();
    one.discard();
    (await acquire("b")).release();
    expect(ids(pool)).toContain("a");
    two.release();
  });

  it("lets others try when an opening failed, and keeps no trace of it", async () => {
    const { pool, acquire } = setUp(1);
    const failing = pool.acquire("a", () => Promise.reject(new Error("no")));
    const waiting = acquire("a");
    await expect(failing).rejects.toThrow("no");
    (await waiting).release();
    expect(pool.openTenants()).toMatchObject([{ id: "a", inUse: 0 }]);
  });

  it("gives a tenant to one alone: waits for its users, and has newcomers wait", async () => {
    const { pool, seen, acquire } = setUp(4);
    const user = await acquire("a");
    const order: string[] = [];
    const alone = pool.exclusively("a", async () => {
      order.push(`alone with ${seen.open} open`);
      await turn();
      order.push("done");
    });
    const newcomer = acquire("a").then((lease) => {
      order.push("newcomer");
      lease.release();
    });
    expect(pool.acquireNow("a")).toBeNull();
    (await acquire("b")).release();
    order.push("another tenant");
    user.release();
    await Promise.all([alone, newcomer]);
    expect(order).toEqual(["another tenant", "alone with 1 open", "done", "newcomer"]);
  });

  it("runs exclusive work one after the other, and goes on after one that failed", async () => {
    const { pool, acquire } = setUp(1);
    let running = 0;
    const work = async () => {
      expect(++running).toBe(1);
      await turn();
      running--;
      throw new Error("failed");
    };
    const all = await Promise.allSettled([1, 2, 3].map(() => pool.exclusively("a", work)));
    expect(all.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    (await acquire("a")).release();
  });

  it("waits for an opening under way before it gives the tenant to one alone", async () => {
    const { pool, seen, acquire } = setUp(1);
    const opening = acquire("a");
    const alone = pool.exclusively("a", async () => seen.open);
    (await opening).release();
    expect(await alone).toBe(0);
  });

  it("reopens what was opened under other circumstances", async () => {
    const { pool, seen, acquire } = setUp(2);
    (await acquire("a")).release();
    pool.refresh("a", "usual");
    expect(pool.acquireNow("a")?.release()).toBeUndefined();
    pool.refresh("a", "unusual");
    (await acquire("a")).release();
    expect(seen.opened).toBe(2);
  });

  it("lends nothing after its end", async () => {
    const { pool, seen, acquire } = setUp(2);
    const lease = await acquire("a");
    const end = pool.end();
    await expect(acquire("b")).rejects.toMatchObject({ code: "tenancy_closed" });
    await expect(acquire("a")).rejects.toMatchObject({ code: "tenancy_closed" });
    lease.release();
    await end;
    expect(seen.open).toBe(0);
  });

  it("goes on when a connection cannot be closed", async () => {
    const { pool, acquire } = setUp(1);
    const broken: SqlDriverAdapter = {
      ...mockAdapter("sqlite"),
      dispose: () => Promise.reject(new Error("stuck")),
    };
    (
      await pool.acquire("a", async () => ({ adapter: broken, circumstances: "usual", place: "here" }))
    ).release();
    await pool.close("a");
    (await acquire("b")).release();
    expect(ids(pool)).toEqual(["b"]);
  });

  it("never has more open than its capacity, or than are in use", async () => {
    const { pool, seen, acquire } = setUp(4);
    let holding = 0;
    let worst = 0;
    async function caller(seed: number): Promise<void> {
      for (let i = 0; i < 200; i++) {
        holding++;
        const lease = await acquire(`t${(seed * 31 + i * 17) % 60}`);
        if (i % 3 === 0) await turn();
        worst = Math.max(worst, seen.open - Math.max(4, holding));
        holding--;
        lease.release();
      }
    }
    await Promise.all(Array.from({ length: 20 }, (_, seed) => caller(seed)));
    await turn();
    expect(worst).toBeLessThanOrEqual(0);
    expect(pool.openTenants().length).toBe(4);
    expect(seen.open).toBe(4);
  });
});
