import { describe, expect, it } from "vitest";
import { type Db, testTenancy } from "../test/fixture/tenancy";
import type { PlainData } from "./plain-data";
import { copyOfData } from "./plain-data";

async function fleet(...slugs: string[]) {
  const { tenancy } = testTenancy();
  for (const [n, slug] of slugs.entries()) {
    await tenancy.tenants.create({
      slug,
      prepare: async (db) => {
        for (let owner = 0; owner <= n; owner++)
          await db.owner.create({ data: { email: `${slug} ${owner}` } });
      },
    });
  }
  return tenancy;
}

const sum = { initial: 0, combine: (total: number, part: number) => total + part };

/** What a caller without types could return. */
const untyped = (value: unknown) => Object(value) as PlainData;

describe("aggregate", () => {
  it("puts together what every active tenant answers", async () => {
    const tenancy = await fleet("aa", "bb", "cc");
    const seen: string[] = [];
    const report = await tenancy.aggregate({
      read: (db) => db.owner.count(),
      initial: new Map<string, number>(),
      combine: (counts, count, { slug }) => counts.set(slug, count),
      concurrency: 2,
      onProgress: ({ tenant }) => seen.push(tenant.slug),
    });
    expect(report).toMatchObject({ succeeded: 3, failed: [] });
    expect(Object.fromEntries(report.result)).toEqual({ aa: 1, bb: 2, cc: 3 });
    expect(seen.toSorted()).toEqual(["aa", "bb", "cc"]);
  });

  it("reports a tenant that failed, and counts it in nothing", async () => {
    const tenancy = await fleet("aa", "bb", "cc");
    const report = await tenancy.aggregate({
      read: async (db, { slug }) => {
        if (slug === "bb") throw new Error("not this one");
        return db.owner.count();
      },
      ...sum,
    });
    expect(report).toMatchObject({
      result: 4,
      succeeded: 2,
      failed: [{ slug: "bb", error: { message: "not this one" } }],
    });
  });

  it("lets nothing out that reaches a database: no client, model, promise, query or function", async () => {
    const tenancy = await fleet("aa");
    const ways: Array<(db: Db) => unknown> = [
      (db) => db,
      (db) => ({ kept: { deep: [db] } }),
      (db) => [db.owner],
      (db) => ({ query: db.owner.count() }),
      () => ({ promise: Promise.resolve(1) }),
      (db) => ({ later: () => db.owner.count() }),
      () => new Map([["a", 1]]),
    ];
    for (const way of ways) {
      const parts: PlainData[] = [];
      const { failed } = await tenancy.aggregate({
        read: async (db): Promise<PlainData> => untyped(way(db)),
        initial: parts,
        combine: (all, part) => [...all, part],
      });
      expect(failed, way.toString()).toMatchObject([{ error: { code: "data_not_plain" } }]);
    }
  });

  it("refuses another tenant's handle while one is read, wherever it comes from", async () => {
    const tenancy = await fleet("aa", "bb");
    const handles = new Map<string, Db>();
    for (const slug of ["aa", "bb"]) handles.set(slug, await tenancy.connect(slug));
    const otherThan = (slug: string) => handles.get(slug === "aa" ? "bb" : "aa");
    const ways: Array<(other: Db | undefined, slug: string) => unknown> = [
      (other) => other?.owner.count(),
      (other) => other?.owner.findUnique({ where: { id: 1 } }),
      (other) => other?.$queryRawUnsafe("select 1"),
      (other) => other?.$transaction((tx) => tx.owner.count()),
      (other) => Promise.all([1, 2].map(() => other?.owner.count())),
      (_, slug) => tenancy.connect(slug === "aa" ? "bb" : "aa").then((db) => db.owner.count()),
    ];
    for (const way of ways) {
      const { failed } = await tenancy.aggregate({
        read: async (_db, { slug }) => {
          await way(otherThan(slug), slug);
          return 1;
        },
        ...sum,
      });
      const refused = { error: { code: "tenants_mixed" } };
      expect(failed, way.toString()).toMatchObject([refused, refused]);
    }
    expect(await handles.get("bb")?.owner.count()).toBe(2);
  });

  it("refuses a query that one tenant's read began and another's awaits", async () => {
    const tenancy = await fleet("aa", "bb");
    let unsent: { query: PromiseLike<number> } | null = null;
    const { failed, succeeded } = await tenancy.aggregate({
      read: async (db) => {
        if (unsent === null) {
          unsent = { query: db.owner.count() };
          return 0;
        }
        return unsent.query;
      },
      ...sum,
      concurrency: 1,
    });
    expect(succeeded).toBe(1);
    expect(failed).toMatchObject([{ error: { code: "tenants_mixed" } }]);
  });

  it("refuses a query that is returned unsent, when it is another tenant's", async () => {
    const tenancy = await fleet("aa", "bb");
    const bb = await tenancy.connect("bb");
    const { failed, result } = await tenancy.aggregate({ read: () => bb.owner.count(), ...sum });
    expect(failed).toMatchObject([{ slug: "aa", error: { code: "tenants_mixed" } }]);
    expect(result).toBe(2);
  });

  it("refuses every handle where answers are put together", async () => {
    const tenancy = await fleet("aa");
    const kept: Db[] = [];
    const outcomes: Promise<unknown>[] = [];
    await tenancy.aggregate({
      read: async (db) => kept.push(db),
      initial: null,
      combine: (result) => {
        for (const db of kept) outcomes.push(db.owner.count().catch((error: unknown) => error));
        return result;
      },
    });
    expect(await Promise.all(outcomes)).toMatchObject([{ code: "tenants_mixed" }]);
  });
});

describe("a copy of data", () => {
  it("shares nothing with what was copied", () => {
    const original = { a: [{ b: 1 }], __proto__: null, c: "x" };
    const copy = copyOfData({ ...original, d: JSON.parse('{"__proto__": {"e": 1}}') });
    expect(copy.a).toEqual(original.a);
    expect(copy.a[0]).not.toBe(original.a[0]);
    expect(Object.keys(copy.d)).toEqual(["__proto__"]);
    expect(Reflect.get(copy.d, "e")).toBeUndefined();
  });

  it("is refused of what JSON cannot say, with the place where it is", () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    class Row {}
    const values = [undefined, 1n, Number.NaN, Symbol("s"), new Date(), new Row(), new Uint8Array(1), circle];
    for (const value of values) {
      expect(() => copyOfData(untyped({ at: [value] }))).toThrowError(
        expect.objectContaining({ code: "data_not_plain", message: expect.stringContaining('"at.0') }),
      );
    }
    expect(() => copyOfData(untyped({ [Symbol("s")]: 1 }))).toThrow();
    const twice = { x: 1 };
    expect(copyOfData([twice, twice])).toEqual([{ x: 1 }, { x: 1 }]);
  });
});
