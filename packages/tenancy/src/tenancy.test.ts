import { readdirSync, rmSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Db, fixtureMigrations, testTenancy } from "../test/fixture/tenancy";
import { createMemoryCache } from "./cache/memory-store";
import { newTenantId } from "./ids";
import { migration } from "./migrations/migration";
import type { TenantRecord } from "./registry";
import { tenantPath } from "./sqlite/files";
import type { Tenancy } from "./tenancy";
import { createMemoryRegistry } from "./testing/memory-registry";

async function created(tenancy: Tenancy<Db>, ...slugs: string[]): Promise<TenantRecord[]> {
  const records: TenantRecord[] = [];
  for (const slug of slugs) records.push(await tenancy.tenants.create({ slug }));
  return records;
}

async function onlyTenant(tenancy: Tenancy<Db>): Promise<TenantRecord> {
  const [tenant] = await created(tenancy, "acme");
  if (tenant === undefined) throw new Error("no tenant was made");
  return tenant;
}

const emails = async (db: Db) =>
  (await db.owner.findMany({ orderBy: { email: "asc" } })).map(({ email }) => email);

describe("isolation", () => {
  it("keeps tenants apart when several were made in one process and are written through earlier handles", async () => {
    const { tenancy } = testTenancy();
    const slugs = Array.from({ length: 8 }, (_, n) => `tenant_${n}`);
    const handles: Array<[string, Db]> = [];
    for (const slug of slugs) {
      await tenancy.tenants.create({ slug });
      handles.push([slug, await tenancy.connect(slug)]);
    }
    await Promise.all(handles.map(([slug, db]) => db.owner.create({ data: { email: `${slug}@one` } })));
    for (const [slug, db] of handles.toReversed()) await db.owner.create({ data: { email: `${slug}@two` } });
    for (const [slug, db] of handles) expect(await emails(db)).toEqual([`${slug}@one`, `${slug}@two`]);
    await tenancy.closeAll();
    for (const slug of slugs)
      expect(await emails(await tenancy.connect(slug))).toEqual([`${slug}@one`, `${slug}@two`]);
  });

  it("answers for its own tenant when the same query is asked of many in the same tick", async () => {
    const { tenancy } = testTenancy({ maxOpenTenants: 3 });
    const slugs = Array.from({ length: 12 }, (_, n) => `tenant_${n}`);
    for (const slug of slugs) {
      await tenancy.tenants.create({
        slug,
        prepare: async (db) => void (await db.owner.create({ data: { email: slug } })),
      });
    }
    const handles = await Promise.all(slugs.map((slug) => tenancy.connect(slug)));
    const found = await Promise.all(handles.map((db) => db.owner.findUnique({ where: { id: 1 } })));
    expect(found.map((owner) => owner?.email)).toEqual(slugs);
  });
});

describe("connect", () => {
  it("by a record that was read with something else refuses as by an id, and says what was read", async () => {
    const { tenancy, registry } = testTenancy();
    const { id } = await onlyTenant(tenancy);
    const find = async () => {
      const record = await registry.findById(id);
      if (record === null) throw new Error("no tenant was found");
      return { record, beside: "something else" };
    };
    const { client, found } = await tenancy.connectFound(find);
    await client.owner.create({ data: { email: "ada" } });
    expect(await emails(await tenancy.connectById(id))).toEqual(["ada"]);
    expect(found.beside).toBe("something else");
    await tenancy.tenants.setStatus(id, "suspended");
    await expect(tenancy.connectFound(find)).rejects.toMatchObject({ code: "tenant_suspended" });
    const gone = Promise.reject(new Error("nothing there"));
    await expect(tenancy.connectFound(() => gone)).rejects.toThrow("nothing there");
  });

  it("refuses what is unknown, by its name, and creates nothing", async () => {
    const { tenancy, dir } = testTenancy();
    await expect(tenancy.connect("nobody")).rejects.toMatchObject({ code: "tenant_not_found" });
    await expect(tenancy.connect("admin")).rejects.toMatchObject({ code: "tenant_not_found" });
    await expect(tenancy.connectById(newTenantId())).rejects.toMatchObject({ code: "tenant_not_found" });
    for (const slug of ["../../etc", "acme'; DROP", "", "ACME", "a".repeat(10_000)]) {
      await expect(tenancy.connect(slug)).rejects.toMatchObject({ code: "slug_invalid" });
    }
    await expect(tenancy.connectById("../../etc")).rejects.toMatchObject({ code: "tenant_id_invalid" });
    expect(readdirSync(dir)).toEqual([]);
    expect(await tenancy.tenants.list()).toEqual([]);
  });

  it("refuses a tenant whose file is gone, instead of making an empty one", async () => {
    const { tenancy, dir } = testTenancy();
    const { id } = await onlyTenant(tenancy);
    await tenancy.closeAll();
    rmSync(tenantPath(dir, id));
    await expect(tenancy.connect("acme")).rejects.toMatchObject({ code: "datasource_missing" });
    expect(readdirSync(dir, { recursive: true })).not.toContainEqual(expect.stringContaining(`${id}.db`));
  });

  it("refuses a tenant that lacks migrations of this code, and serves one that is ahead", async () => {
    const registry = createMemoryRegistry();
    const more = [...fixtureMigrations, migration("2_more", "CREATE TABLE more(x)")];
    const old = testTenancy({ registry });
    await created(old.tenancy, "acme");
    const current = testTenancy({ registry, dir: old.dir, migrations: more });
    await expect(current.tenancy.connect("acme")).rejects.toMatchObject({ code: "tenant_outdated" });
    await current.tenancy.migrations.deploy();
    expect(await emails(await current.tenancy.connect("acme"))).toEqual([]);
    expect(await emails(await old.tenancy.connect("acme"))).toEqual([]);
  });

  it("refuses a tenant recorded under another model or an unknown place", async () => {
    const { tenancy, registry } = testTenancy();
    const { id } = await onlyTenant(tenancy);
    await tenancy.closeAll();
    await registry.update(id, { isolation: "row" });
    await expect(tenancy.connect("acme")).rejects.toMatchObject({ code: "datasource_unknown" });
    for (const datasource of ["elsewhere", "constructor", "__proto__"]) {
      await registry.update(id, { isolation: "database", datasource });
      await tenancy.closeAll();
      await expect(tenancy.connect("acme")).rejects.toMatchObject({ code: "datasource_unknown" });
    }
  });

  it("refuses a tenant that was suspended while its record was on the way", async () => {
    const registry = createMemoryRegistry();
    let arrive = () => {};
    const delay = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const { tenancy } = testTenancy({
      registry: {
        ...registry,
        async findBySlug(slug) {
          const record = await registry.findBySlug(slug);
          await delay;
          return record;
        },
      },
    });
    const { id } = await onlyTenant(tenancy);
    const connecting = tenancy.connect("acme");
    await tenancy.tenants.setStatus(id, "suspended");
    arrive();
    await expect(connecting).rejects.toMatchObject({ code: "tenant_suspended" });
    expect(tenancy.openTenants()).toEqual([]);
  });

  it("follows a rename: the new name opens the same tenant, the old one nothing", async () => {
    const { tenancy } = testTenancy();
    const { id } = await onlyTenant(tenancy);
    await (await tenancy.connect("acme")).owner.create({ data: { email: "a@x" } });
    await tenancy.tenants.rename(id, "zenith");
    expect(await emails(await tenancy.connect("zenith"))).toEqual(["a@x"]);
    await expect(tenancy.connect("acme")).rejects.toMatchObject({ code: "tenant_not_found" });
    await expect(tenancy.tenants.rename(id, "admin")).rejects.toMatchObject({ code: "slug_reserved" });
  });
});

describe("a handle that is kept", () => {
  it("survives the eviction of its connection", async () => {
    const { tenancy } = testTenancy({ maxOpenTenants: 1 });
    await created(tenancy, "first", "second");
    const first = await tenancy.connect("first");
    await first.owner.create({ data: { email: "a@x" } });
    await (await tenancy.connect("second")).owner.count();
    expect(tenancy.openTenants()).toHaveLength(1);
    expect(await emails(first)).toEqual(["a@x"]);
  });

  it("is refused once its tenant is deleted, and makes nothing", async () => {
    const { tenancy, dir } = testTenancy();
    const { id } = await onlyTenant(tenancy);
    const held = await tenancy.connect("acme");
    await held.owner.create({ data: { email: "a@x" } });
    await tenancy.tenants.delete(id);
    await expect(held.owner.count()).rejects.toMatchObject({ code: "tenant_not_found" });
    await expect(held.$transaction(async (tx) => tx.owner.count())).rejects.toMatchObject({
      code: "tenant_not_found",
    });
    expect(readdirSync(dir, { recursive: true })).not.toContainEqual(expect.stringContaining(id));
  });

  it("is refused while its tenant is suspended, and works again afterwards", async () => {
    const { tenancy } = testTenancy();
    const { id } = await onlyTenant(tenancy);
    const held = await tenancy.connect("acme");
    await tenancy.tenants.setStatus(id, "suspended");
    await expect(held.owner.count()).rejects.toMatchObject({ code: "tenant_suspended" });
    await expect(tenancy.connect("acme")).rejects.toMatchObject({ code: "tenant_suspended" });
    await tenancy.tenants.setStatus(id, "active");
    expect(await held.owner.count()).toBe(0);
  });

  it("reads and does not write while its tenant is read-only", async () => {
    const { tenancy, registry } = testTenancy();
    const { id } = await onlyTenant(tenancy);
    const held = await tenancy.connect("acme");
    await tenancy.tenants.setStatus(id, "read_only");
    expect(await held.owner.count()).toBe(0);
    await expect(held.owner.create({ data: { email: "a@x" } })).rejects.toThrow(/readonly/);
    // Changed by another process: noticed at the next connect.
    await registry.update(id, { status: "active" });
    await tenancy.connect("acme");
    await held.owner.create({ data: { email: "a@x" } });
    expect(await held.owner.count()).toBe(1);
  });

  it("waits while its tenant is migrated", async () => {
    const registry = createMemoryRegistry();
    const old = testTenancy({ registry });
    await created(old.tenancy, "acme");
    const held = await old.tenancy.connect("acme");
    const more = [...fixtureMigrations, migration("2_more", "ALTER TABLE Owner ADD COLUMN extra TEXT")];
    const { tenancy } = testTenancy({ registry, dir: old.dir, migrations: more });
    const [report, ...counts] = await Promise.all([
      tenancy.migrations.deploy(),
      ...Array.from({ length: 20 }, () => held.owner.count()),
    ]);
    expect(report).toEqual({ current: 0, migrated: 1, failed: [] });
    expect(new Set(counts)).toEqual(new Set([0]));
  });

  it("is refused after close", async () => {
    const { tenancy } = testTenancy();
    await created(tenancy, "acme");
    const held = await tenancy.connect("acme");
    await tenancy.close();
    await expect(held.owner.count()).rejects.toMatchObject({ code: "tenancy_closed" });
    await expect(tenancy.connect("acme")).rejects.toMatchObject({ code: "tenancy_closed" });
  });
});

describe("close", () => {
  it("closes the rest when a client or a datasource cannot be, and throws what went wrong", async () => {
    const closed: string[] = [];
    const failing = new Set(["client", "datasource"]);
    const close = (what: string) => {
      closed.push(what);
      if (failing.delete(what)) throw new Error(`The ${what} stays open.`);
    };
    const cache = createMemoryCache();
    const { tenancy } = testTenancy({
      cache: { ...cache, close: async () => close("cache") },
      wrap: (datasource) => ({
        ...datasource,
        close: async () => close("datasource"),
      }),
      async closeClient(client) {
        await client.$disconnect();
        close("client");
      },
    });
    for (const { slug } of await created(tenancy, "acme", "zenith"))
      await (await tenancy.connect(slug)).owner.count();
    const errors = await tenancy.close().catch((error: AggregateError) => error.errors);
    expect(errors).toMatchObject([
      { message: "The client stays open." },
      { message: "The datasource stays open." },
    ]);
    expect(closed).toEqual(["client", "client", "datasource", "cache"]);
  });
});

describe("transactions through Prisma", () => {
  it("keeps another request's write when the transaction is rolled back", async () => {
    const { tenancy } = testTenancy();
    await created(tenancy, "acme");
    const db = await tenancy.connect("acme");
    let outside: Promise<unknown> = Promise.resolve();
    const failing = db.$transaction(async (tx) => {
      await tx.owner.create({ data: { email: "inside" } });
      outside = db.owner.create({ data: { email: "outside" } });
      await tx.owner.count();
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    await outside;
    expect(await emails(db)).toEqual(["outside"]);
  });

  it("is not cut short by eviction, and gives the connection back at its end", async () => {
    const { tenancy } = testTenancy({ maxOpenTenants: 1 });
    await created(tenancy, "first", "second", "third");
    const first = await tenancy.connect("first");
    await first.$transaction(async (tx) => {
      await tx.owner.create({ data: { email: "a@x" } });
      for (const slug of ["second", "third"]) await (await tenancy.connect(slug)).owner.count();
      await tx.owner.create({ data: { email: "b@x" } });
    });
    expect(await emails(first)).toEqual(["a@x", "b@x"]);
    expect(tenancy.openTenants().every(({ inUse }) => inUse === 0)).toBe(true);
  });

  it("ends at Prisma's timeout when it waits for a query outside of itself, and blocks nobody after", async () => {
    const { tenancy } = testTenancy();
    await created(tenancy, "acme");
    const db = await tenancy.connect("acme");
    const stuck = db.$transaction(
      async (tx) => {
        await tx.owner.create({ data: { email: "inside" } });
        await db.owner.count();
        await tx.owner.count();
      },
      { timeout: 100 },
    );
    await expect(stuck).rejects.toMatchObject({ code: "P2028" });
    expect(await emails(db)).toEqual([]);
    await db.$transaction(async (tx) => tx.owner.create({ data: { email: "after" } }));
    expect(await emails(db)).toEqual(["after"]);
  });

  it("leaves no lease behind when one gave up waiting for its turn", async () => {
    const { tenancy } = testTenancy();
    await created(tenancy, "acme");
    const db = await tenancy.connect("acme");
    await db.$transaction(async (tx) => {
      const impatient = db.$transaction(async (inner) => inner.owner.count(), { maxWait: 50 });
      await expect(impatient).rejects.toMatchObject({ code: "P2028" });
      await tx.owner.create({ data: { email: "a@x" } });
    });
    expect(await emails(db)).toEqual(["a@x"]);
    await tenancy.closeAll();
    expect(tenancy.openTenants()).toEqual([]);
  });

  it("reports broken constraints as Prisma does", async () => {
    const { tenancy } = testTenancy();
    await created(tenancy, "acme");
    const db = await tenancy.connect("acme");
    await db.owner.create({ data: { email: "a@x" } });
    await expect(db.owner.create({ data: { email: "a@x" } })).rejects.toMatchObject({ code: "P2002" });
    await expect(db.note.create({ data: { id: "1", text: "t", ownerId: 99 } })).rejects.toMatchObject({
      code: "P2003",
    });
    await expect(db.owner.update({ where: { id: 99 }, data: { email: "b" } })).rejects.toMatchObject({
      code: "P2025",
    });
  });

  it("stores and reads every type, nested writes, batches and raw queries", async () => {
    const { tenancy } = testTenancy();
    await created(tenancy, "acme");
    const db = await tenancy.connect("acme");
    const at = new Date("2024-02-29T12:34:56.789Z");
    const note = {
      text: "日本",
      count: -3,
      big: 9007199254740993n,
      ratio: 0.5,
      price: "1.25",
      done: true,
      at,
    };
    const data = { ...note, blob: Uint8Array.of(0, 255), data: { a: [1, null] } };
    await db.owner.create({ data: { email: "a@x", notes: { create: { id: "n", ...data } } } });
    const read = await db.owner.findFirst({ include: { notes: true } });
    expect(read?.notes[0]).toMatchObject({ ...note, price: expect.anything(), data: data.data });
    expect(read?.notes[0]?.price?.toString()).toBe("1.25");
    expect([...(read?.notes[0]?.blob ?? [])]).toEqual([0, 255]);
    await db.note.createMany({
      data: Array.from({ length: 3000 }, (_, n) => ({ id: `m${n}`, text: "t", count: n })),
    });
    const ids = Array.from({ length: 2500 }, (_, n) => `m${n}`);
    expect(await db.note.findMany({ where: { id: { in: ids } }, select: { id: true } })).toHaveLength(2500);
    const [batchCount] = await db.$transaction([
      db.note.count(),
      db.note.deleteMany({ where: { count: { gt: 10 } } }),
    ]);
    expect(batchCount).toBe(3001);
    expect(await db.$queryRaw`SELECT count(*) AS n FROM Note`).toEqual([{ n: 12n }]);
  });
});

describe("many tenants, few connections", () => {
  it("serves 50 callers over 200 tenants with a cap of 4, closing nothing in use", {
    timeout: 120_000,
  }, async () => {
    const { tenancy } = testTenancy({ maxOpenTenants: 4 });
    const slugs = Array.from({ length: 200 }, (_, n) => `tenant_${n}`);
    for (const slug of slugs) {
      await tenancy.tenants.create({
        slug,
        prepare: async (db) => void (await db.owner.create({ data: { email: slug } })),
      });
    }
    const rounds = process.env.ACRE_TEST_FULL ? 100 : 4;
    let busy = 0;
    let worst = 0;
    async function caller(seed: number): Promise<void> {
      for (let i = 0; i < rounds; i++) {
        const slug = slugs[(seed * 37 + i * 11) % slugs.length] ?? "";
        busy++;
        const db = await tenancy.connect(slug);
        if (i % 2 === 0) {
          expect(await emails(db)).toEqual([slug]);
        } else {
          const text = `${seed}-${i}`;
          await db.$transaction(
            async (tx) => {
              const owner = await tx.owner.findUniqueOrThrow({ where: { email: slug } });
              await tx.note.create({ data: { id: text, text: slug, ownerId: owner.id } });
            },
            // As the application has it: Prisma's two seconds are no time where 49 others come first on a busy machine.
            { maxWait: 10_000, timeout: 15_000 },
          );
          expect((await db.note.findUnique({ where: { id: text } }))?.text).toBe(slug);
        }
        const open = tenancy.openTenants();
        worst = Math.max(worst, open.length - Math.max(4, busy));
        busy--;
      }
    }
    await Promise.all(Array.from({ length: 50 }, (_, seed) => caller(seed)));
    expect(worst).toBeLessThanOrEqual(0);
    expect(tenancy.openTenants().length).toBeLessThanOrEqual(4);
    for (const { inUse } of tenancy.openTenants()) expect(inUse).toBe(0);
  });

  it("tells which tenants are open, and closes one or all", async () => {
    const { tenancy } = testTenancy();
    const [a, b] = await created(tenancy, "aa", "bb");
    await tenancy.closeAll();
    expect(tenancy.openTenants()).toEqual([]);
    const before = Date.now();
    for (const slug of ["aa", "bb", "aa"]) await (await tenancy.connect(slug)).owner.count();
    const open = tenancy.openTenants();
    expect(open.map(({ id }) => id)).toEqual([b?.id, a?.id]);
    expect(open[0]?.lastUsed.getTime()).toBeGreaterThanOrEqual(before);
    await tenancy.closeTenant(b?.id ?? "");
    expect(tenancy.openTenants().map(({ id }) => id)).toEqual([a?.id]);
  });
});

describe("forEach", () => {
  it("visits every active tenant with its own handle; a failure is reported and stops nobody", async () => {
    const { tenancy } = testTenancy();
    const all = await created(tenancy, "aa", "bb", "cc", "dd");
    await tenancy.tenants.setStatus(all[3]?.id ?? "", "suspended");
    const seen: number[] = [];
    const report = await tenancy.forEach(
      async (db, tenant) => {
        if (tenant.slug === "bb") throw new Error("not this one");
        await db.owner.create({ data: { email: tenant.slug } });
      },
      { concurrency: 2, onProgress: ({ done }) => seen.push(done) },
    );
    expect(report).toMatchObject({
      succeeded: 2,
      failed: [{ slug: "bb", error: { message: "not this one" } }],
    });
    expect(seen).toEqual([1, 2, 3]);
    expect(await emails(await tenancy.connect("cc"))).toEqual(["cc"]);
  });

  it("works on no more at once than told, and reaches all of many pages", async () => {
    const { tenancy, registry } = testTenancy();
    for (let n = 0; n < 450; n++) {
      await registry.insert({
        id: newTenantId(),
        slug: `t_${n}`,
        status: "active",
        isolation: "database",
        datasource: "local",
      });
    }
    let running = 0;
    let most = 0;
    const report = await tenancy.forEach(
      async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
      },
      { concurrency: 7 },
    );
    expect(report.succeeded).toBe(450);
    expect(most).toBe(7);
  });
});
