import { noRedis, startRedis } from "@acre/tenancy/testing/redis";
import { describe, expect, it, onTestFinished } from "vitest";
import { isAppError } from "../../errors";
import { refusalCode } from "../../testing/refusal";
import { useTestPlatform } from "../../testing/test-platform";
import { addressKey, crowdOf } from "./address-key";
import { type CounterStore, catalogCounters, memoryCounters, redisCounters } from "./counters";
import { createLimits } from "./create-limits";
import { allowances, allowancesOf } from "./table";

const key = { tenantId: "a tenant", keyId: "a key", plan: "trial" };

async function times(count: number, work: () => Promise<unknown>): Promise<(string | null)[]> {
  return Promise.all(Array.from({ length: count }, () => refusalCode(work)));
}

const passed = (codes: (string | null)[]) => codes.filter((code) => code === null).length;

describe("an allowance", () => {
  it("is given to the last of it, and not beyond, however many ask at once", async () => {
    const limits = createLimits(memoryCounters());
    const { points } = allowances["log-in by e-mail"];
    const codes = await times(points + 30, () => limits.take("log-in by e-mail", "ada@acme.com"));
    expect(passed(codes)).toBe(points);
    expect(new Set(codes)).toEqual(new Set([null, "rate_limited"]));
  });

  it("is each one's own", async () => {
    const limits = createLimits(memoryCounters());
    await times(50, () => limits.take("log-in by e-mail", "ada@acme.com"));
    expect(await refusalCode(() => limits.take("log-in by e-mail", "ada@acme.com"))).toBe("rate_limited");
    expect(await refusalCode(() => limits.take("log-in by e-mail", "eve@acme.com"))).toBeNull();
    expect(await refusalCode(() => limits.take("mail by e-mail", "ada@acme.com"))).toBeNull();
  });

  it("says what is left, and when to come back", async () => {
    const limits = createLimits(memoryCounters());
    const { points, seconds } = allowances["log-in by e-mail"];
    const first = await limits.take("log-in by e-mail", "ada@acme.com");
    expect(first).toEqual({ limit: points, remaining: points - 1, reset: seconds });
    await times(points, () => limits.take("log-in by e-mail", "ada@acme.com"));
    const refusal = await limits.take("log-in by e-mail", "ada@acme.com").catch((error: unknown) => error);
    expect(isAppError(refusal) && refusal.details).toEqual({
      retryAfterSeconds: seconds,
      spent: { limit: points, remaining: 0, reset: seconds },
    });
  });

  it("is given back to who was not guessing", async () => {
    const limits = createLimits(memoryCounters());
    await times(50, () => limits.take("log-in by e-mail", "ada@acme.com"));
    await limits.forgive("log-in by e-mail", "ada@acme.com");
    expect(await refusalCode(() => limits.take("log-in by e-mail", "ada@acme.com"))).toBeNull();
  });

  it("of an address is shared by its network, and by whoever is behind this machine's own", async () => {
    expect(addressKey("192.0.2.7")).toBe("192.0.2.7");
    expect(addressKey("::ffff:192.0.2.7")).toBe("192.0.2.7");
    expect(addressKey("2001:db8:1:2:3::4")).toBe(addressKey("2001:db8:1:2:ffff::1"));
    expect(addressKey("2001:db8:1:2::1")).not.toBe(addressKey("2001:db8:1:3::1"));
    expect(addressKey("nonsense")).toBe("unknown");
    expect([crowdOf("127.0.0.1"), crowdOf("::1"), crowdOf("192.0.2.7")]).toEqual([10, 10, 1]);
    const limits = createLimits(memoryCounters());
    const { points } = allowances["sign-up by address"];
    expect(
      passed(await times(points + 1, () => limits.takeFromAddress("sign-up by address", "192.0.2.7"))),
    ).toBe(points);
    expect(passed(await times(points + 1, () => limits.takeFromAddress("sign-up by address", "::1")))).toBe(
      points + 1,
    );
  });

  it("of a workspace's programs goes by its plan, and a better plan bites at once", async () => {
    const limits = createLimits(memoryCounters());
    const { points } = allowancesOf("trial").tenant;
    expect(points).toBe(1000);
    // Two keys, so that neither meets its own limit first.
    const byTwo = (plan: string) => {
      let n = 0;
      return () => limits.takeByKey({ ...key, keyId: `key ${n++ % 2}`, plan });
    };
    expect(passed(await times(points + 10, byTwo("trial")))).toBe(points);
    expect(await refusalCode(byTwo("a plan of tomorrow"))).toBe("rate_limited");
    expect(await refusalCode(byTwo("pro"))).toBeNull();
    expect(await refusalCode(() => limits.takeByKey({ ...key, tenantId: "another" }))).toBeNull();
  });

  it("of one key leaves the others theirs", async () => {
    const limits = createLimits(memoryCounters());
    const { tenant, key: each } = allowancesOf("pro");
    expect(each.points).toBeLessThan(tenant.points);
    const codes = await times(each.points + 5, () => limits.takeByKey({ ...key, plan: "pro" }));
    expect(passed(codes)).toBe(each.points);
    expect(await refusalCode(() => limits.takeByKey({ ...key, keyId: "another", plan: "pro" }))).toBeNull();
  });

  it("is nobody's concern when limits are off", async () => {
    const limits = createLimits("off");
    expect(passed(await times(500, () => limits.take("mail by e-mail", "ada@acme.com")))).toBe(500);
    expect(await limits.takeByKey(key)).toBeNull();
  });
});

/** Two processes' counters that are to count as one. */
async function expectShared(one: CounterStore, other: CounterStore): Promise<void> {
  const [here, there] = [createLimits(one), createLimits(other)];
  const { points } = allowances["log-in by e-mail"];
  const email = `${Math.random()}@acme.com`;
  const codes = await Promise.all(
    [here, there].map((limits) => times(points, () => limits.take("log-in by e-mail", email))),
  );
  expect(passed(codes.flat())).toBe(points);
  await there.forgive("log-in by e-mail", email);
  const next = await Promise.all(
    Array.from({ length: 3 }, () => refusalCode(() => there.take("log-in by e-mail", email))),
  );
  expect(next).toEqual([null, null, null]);
}

describe("the limits of several processes", () => {
  const server = useTestPlatform({}, "schema");

  it("are counted together in PostgreSQL, where their time is kept", async () => {
    const { catalog } = server().platform;
    await expectShared(catalogCounters(catalog), catalogCounters(catalog));
    const limits = createLimits(catalogCounters(catalog));
    await times(50, () => limits.take("log-in by e-mail", "ada@acme.com"));
    await catalog.rateLimit.updateMany({ data: { expire: new Date(Date.now() - 1) } });
    const later = createLimits(catalogCounters(catalog));
    expect(await refusalCode(() => later.take("log-in by e-mail", "ada@acme.com"))).toBeNull();
  });

  it("are counted by each where PostgreSQL cannot be asked", async () => {
    const away = new Proxy(server().platform.catalog, {
      get: () => ({ deleteMany: () => Promise.reject(new Error("away")) }),
    });
    const limits = createLimits(catalogCounters(away));
    const { points } = allowances["log-in by e-mail"];
    expect(passed(await times(points + 5, () => limits.take("log-in by e-mail", "ada@acme.com")))).toBe(
      points,
    );
  });

  it.skipIf(noRedis !== null)("are counted together in Redis, and by each while it is away", async () => {
    const redis = await startRedis();
    const troubles: unknown[] = [];
    const [one, other] = [
      redisCounters(redis.url, (error) => troubles.push(error)),
      redisCounters(redis.url, () => {}),
    ];
    onTestFinished(() => {
      one.close();
      other.close();
    });
    await expect.poll(async () => refusalCode(() => expectShared(one, other))).toBeNull();
    expect(troubles).toEqual([]);

    await redis.kill();
    const limits = createLimits(one);
    const { points } = allowances["log-in by e-mail"];
    expect(passed(await times(points + 5, () => limits.take("log-in by e-mail", "eve@acme.com")))).toBe(
      points,
    );
    await expect.poll(() => troubles.length).toBe(1);

    await redis.restart();
    await expect
      .poll(async () => refusalCode(() => expectShared(one, other)), { timeout: 10_000 })
      .toBeNull();
  });

  it.skipIf(noRedis !== null)("are not waited for when Redis does not answer", async () => {
    const redis = await startRedis();
    const store = redisCounters(redis.url, () => {});
    onTestFinished(store.close);
    const limits = createLimits(store);
    await expect
      .poll(async () => (await limits.take("log-in by e-mail", "a@acme.com"))?.remaining)
      .toBeLessThan(20);
    redis.pause();
    const began = performance.now();
    expect(await refusalCode(() => limits.take("log-in by e-mail", "b@acme.com"))).toBeNull();
    expect(performance.now() - began).toBeLessThan(2000);
    redis.resume();
  });
});
