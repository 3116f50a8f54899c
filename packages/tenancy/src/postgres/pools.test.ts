import { describe, expect, it } from "vitest";
import { rows, testDatabase } from "../../test/postgres/database";
import { type PgDb, type PostgresModel, testPostgres } from "../../test/postgres/tenancy";
import { FairSlots } from "./fair-slots";

async function tenants(
  tenancy: Awaited<ReturnType<typeof testPostgres>>["tenancy"],
  count: number,
): Promise<[string, PgDb][]> {
  const handles: [string, PgDb][] = [];
  for (let n = 0; n < count; n++) {
    await tenancy.tenants.create({ slug: `tenant_${n}` });
    handles.push([`tenant_${n}`, await tenancy.connect(`tenant_${n}`)]);
  }
  return handles;
}

const emails = async (db: PgDb) => (await db.owner.findMany()).map(({ email }) => email);

describe.each<PostgresModel>(["schema", "row"])(
  "many tenants over few connections in the %s model",
  (model) => {
    it.each([1, 2, 20])("stay apart over %i", async (maxConnections) => {
      const { tenancy, server } = await testPostgres(model, { server: { maxConnections } });
      const handles = await tenants(tenancy, 6);
      await Promise.all(
        handles.flatMap(([slug, db]) =>
          Array.from({ length: 12 }, async (_, n) => {
            if (n % 3 === 0)
              await db.$transaction((tx) => tx.owner.create({ data: { email: `${slug} ${n}` } }));
            else if (n % 3 === 1)
              await db.$executeRaw`insert into "Owner" (email) values (${`${slug} ${n}`})`;
            else await db.owner.create({ data: { email: `${slug} ${n}` } });
            for (const email of await emails(db)) expect(email).toMatch(new RegExp(`^${slug} `));
          }),
        ),
      );
      for (const [, db] of handles) expect(await emails(db)).toHaveLength(12);
      expect(server.gauges().open).toBeLessThanOrEqual(maxConnections);
      expect(server.gauges()).toMatchObject({ inUse: 0, waiting: 0 });
    });

    it("are 150 over 20 connections, each with its own rows", async () => {
      const { tenancy, database } = await testPostgres(model, { server: { maxConnections: 20 } });
      const handles = await tenants(tenancy, 150);
      await Promise.all(handles.map(([slug, db]) => db.owner.create({ data: { email: slug } })));
      for (const [slug, db] of handles) expect(await emails(db)).toEqual([slug]);
      const [open] = await rows(
        database.superUrl,
        "select count(*)::int from pg_stat_activity where usename = $1",
        [database.appName],
      );
      expect(open?.[0]).toBeLessThanOrEqual(20);
    });

    it("cannot be starved by one that takes all it can get", async () => {
      const { tenancy, server } = await testPostgres(model, { server: { maxConnections: 4, waitMs: 500 } });
      const [[, greedy] = [], [, modest] = []] = await tenants(tenancy, 2);
      if (greedy === undefined || modest === undefined) throw new Error("no tenants");
      let finish = () => {};
      const finished = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const held = Array.from({ length: 4 }, () =>
        greedy.$transaction(
          async (tx) => {
            await tx.owner.count();
            await finished;
          },
          { maxWait: 5_000, timeout: 20_000 },
        ),
      );
      const outcomes = Promise.allSettled(held);
      await expect.poll(() => server.gauges().waiting).toBe(2);
      expect(await modest.owner.count()).toBe(0);
      await expect.poll(() => server.gauges().waiting, { timeout: 3_000 }).toBe(0);
      finish();
      const results = await outcomes;
      expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
      for (const result of results) {
        if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "pool_timeout" });
      }
      expect(await greedy.owner.count()).toBe(0);
    });

    it("never meet while connections are cut under them", async () => {
      const { tenancy, database } = await testPostgres(model, { server: { maxConnections: 3 } });
      const handles = await tenants(tenancy, 5);
      let running = true;
      const cutting = (async () => {
        while (running) {
          await rows(
            database.superUrl,
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = $1 order by random() limit 1",
            [database.appName],
          );
        }
      })();
      let served = 0;
      await Promise.all(
        handles.map(async ([slug, db]) => {
          for (let n = 0; n < 60; n++) {
            try {
              if (n % 2 === 0) await db.owner.create({ data: { email: `${slug} ${n}` } });
              else
                await db.$transaction(async (tx) => {
                  await tx.owner.count();
                  await tx.owner.create({ data: { email: `${slug} ${n}` } });
                });
              for (const email of await emails(db))
                if (!email.startsWith(`${slug} `)) throw new Error(`${slug} met ${email}`);
              served++;
            } catch (error) {
              if (error instanceof Error && error.message.includes(" met ")) throw error;
            }
          }
        }),
      );
      running = false;
      await cutting;
      expect(served).toBeGreaterThan(0);
      for (const [slug, db] of handles) {
        for (const email of await emails(db)) expect(email.startsWith(`${slug} `)).toBe(true);
      }
    });
  },
);

describe("statements that are kept prepared", () => {
  it("are prepared anew when a migration changed what they return", async () => {
    const database = await testDatabase();
    const { tenancy } = await testPostgres("schema", { database, server: { maxConnections: 1 } });
    const tenant = await tenancy.tenants.create({ slug: "acme" });
    const db = await tenancy.connect("acme");
    await db.owner.create({ data: { email: "a" } });
    for (let n = 0; n < 4; n++) await db.$queryRaw`select * from "Owner"`;
    const schema = `t_${tenant.id.replaceAll("-", "")}`;
    await rows(database.superUrl, `alter table ${schema}."Owner" add column more int default 7`);
    expect(await db.$queryRaw`select * from "Owner"`).toEqual([{ id: 1, email: "a", more: 7 }]);
  });

  it("are never more than a connection may keep", async () => {
    const { tenancy, server } = await testPostgres("schema", {
      server: { maxConnections: 1, preparedStatements: 5 },
    });
    await tenancy.tenants.create({ slug: "acme" });
    const db = await tenancy.connect("acme");
    for (let n = 0; n < 40; n++) {
      for (let again = 0; again < 3; again++) await db.$queryRawUnsafe(`select ${n} as n`);
    }
    const { client, release } = await server.pool.lend("");
    const kept = await client.query(
      "select count(*)::int as n from pg_prepared_statements where name like 'acre\\_%' and name not like 'acre\\_context%'",
    );
    release(false);
    // One more may wait for the next statement to be closed with.
    expect(kept.rows[0].n).toBeGreaterThan(1);
    expect(kept.rows[0].n).toBeLessThanOrEqual(6);
  });
});

describe("fair slots", () => {
  const wait = 10_000;

  it("are given to keys in turn, however many requests one has waiting", async () => {
    const slots = new FairSlots({ total: 1, perKey: 1, waitMs: wait });
    const order: string[] = [];
    await slots.take("a");
    const work = ["a", "a", "a", "b", "c", "b"].map((key) =>
      slots.take(key).then(() => {
        order.push(key);
        slots.give(key);
      }),
    );
    slots.give("a");
    await Promise.all(work);
    expect(order).toEqual(["a", "b", "c", "a", "b", "a"]);
    expect([slots.inUse, slots.waiting]).toEqual([0, 0]);
  });

  it("are not more for one key than it may hold, while others are free for the rest", async () => {
    const slots = new FairSlots({ total: 3, perKey: 2, waitMs: wait });
    expect([slots.takeNow("a"), slots.takeNow("a"), slots.takeNow("a"), slots.takeNow("b")]).toEqual([
      true,
      true,
      false,
      true,
    ]);
    expect(slots.takeNow("c")).toBe(false);
    slots.give("b");
    expect(slots.takeNow("a")).toBe(false);
    expect(slots.takeNow("c")).toBe(true);
  });

  it("are not taken past someone who waits for one", async () => {
    const slots = new FairSlots({ total: 1, perKey: 1, waitMs: wait });
    await slots.take("a");
    let first = false;
    const waiting = slots.take("a").then(() => {
      first = true;
    });
    slots.give("a");
    expect(slots.takeNow("a")).toBe(false);
    await waiting;
    expect(first).toBe(true);
  });

  it("are waited for no longer than agreed, and a gone waiter is not given one", async () => {
    const slots = new FairSlots({ total: 1, perKey: 1, waitMs: 20 });
    await slots.take("a");
    await expect(slots.take("b")).rejects.toMatchObject({ code: "pool_timeout" });
    expect(slots.waiting).toBe(0);
    slots.give("a");
    expect(slots.takeNow("c")).toBe(true);
  });
});
