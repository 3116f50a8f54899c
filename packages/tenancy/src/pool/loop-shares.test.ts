import { describe, expect, it } from "vitest";
import { testTenancy } from "../../test/fixture/tenancy";
import { LoopShares } from "./loop-shares";

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("shares of the event loop", () => {
  it("let a tenant go on at once until its share of the turn is spent, and others still after that", () => {
    const shares = new LoopShares({ shareMs: 1 });
    const admitted = Array.from({ length: 20 }, () => shares.enter("a")).filter((wait) => wait === null);
    expect(admitted.length).toBe(5);
    expect(shares.waiting).toBe(15);
    expect(shares.enter("b")).toBeNull();
  });

  it("count what a statement took", () => {
    const shares = new LoopShares({ shareMs: 1 });
    expect(shares.enter("a")).toBeNull();
    shares.spend("a", 3);
    expect(shares.enter("a")).not.toBeNull();
  });

  it("let in everyone who waits, tenants by turns and each tenant's in order", async () => {
    const shares = new LoopShares({ shareMs: 0.2 });
    const order: string[] = [];
    const all = ["a", "a", "a", "a", "b", "b", "c"].map(async (tenant, n) => {
      await shares.enter(tenant);
      order.push(`${tenant}${n}`);
    });
    await Promise.all(all);
    // The first of each goes at once; of those who wait, one of each tenant in a turn.
    expect(order).toEqual(["a0", "b4", "c6", "a1", "b5", "a2", "a3"]);
    expect(shares.waiting).toBe(0);
  });

  it("give the loop to others between turns", async () => {
    const shares = new LoopShares({ shareMs: 0.2 });
    let admitted = 0;
    const all = Array.from({ length: 50 }, async () => {
      await shares.enter("a");
      admitted++;
    });
    await turn();
    await turn();
    expect(admitted).toBeLessThan(10);
    await Promise.all(all);
  });

  it("have no more waiting of one tenant than may", async () => {
    const shares = new LoopShares({ shareMs: 0.2, maxWaiting: 3 });
    const waits = Array.from({ length: 4 }, () => shares.enter("a"));
    expect(() => shares.enter("a")).toThrowError(expect.objectContaining({ code: "tenant_busy" }));
    expect(shares.enter("b")).toBeNull();
    await Promise.all(waits);
    await turn();
    expect(shares.enter("a")).toBeNull();
  });
});

describe("a tenant in a file that sends thousands of queries at once", () => {
  it.each(["queries", "transactions"] as const)("does not starve another with its %s", async (kind) => {
    const { tenancy } = testTenancy();
    for (const slug of ["greedy", "modest"]) await tenancy.tenants.create({ slug });
    const [greedy, modest] = [await tenancy.connect("greedy"), await tenancy.connect("modest")];
    await Promise.all([greedy.owner.count(), modest.owner.count()]);
    const count = kind === "queries" ? 2000 : 500;
    const patient = { maxWait: 60_000, timeout: 60_000 };
    let done = 0;
    const all = Array.from({ length: count }, async () => {
      if (kind === "queries") await greedy.owner.findMany();
      else await greedy.$transaction((tx) => tx.owner.count(), patient);
      done++;
    });
    // As a request that came in meanwhile: it is read from its socket in the loop's next turn.
    await turn();
    await modest.owner.findMany();
    const doneBefore = done;
    const waitingThen = tenancy.gauges().waitingForTurn;
    await Promise.all(all);
    expect(doneBefore).toBeLessThan(count / 4);
    expect(waitingThen).toBeGreaterThan(0);
    expect(done).toBe(count);
    expect(tenancy.gauges().waitingForTurn).toBe(0);
  });
});
