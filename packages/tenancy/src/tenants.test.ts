import { existsSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { testTenancy } from "../test/fixture/tenancy";
import { newTenantId } from "./ids";
import { tenantPath } from "./sqlite/files";
import { createMemoryRegistry } from "./testing/memory-registry";
import { withTestTenant } from "./testing/with-test-tenant";

const tenantFiles = (dir: string) =>
  readdirSync(dir, { recursive: true, encoding: "utf8" }).filter((name) => /[0-9a-f-]{36}\.db/.test(name));

describe("create", () => {
  it("makes an active tenant, filled before anyone can see it", async () => {
    const { tenancy, dir } = testTenancy();
    const tenant = await tenancy.tenants.create({
      slug: "acme_corp",
      prepare: async (db) => {
        await expect(tenancy.connect("acme_corp")).rejects.toMatchObject({ code: "tenant_provisioning" });
        await db.owner.create({ data: { email: "first@x" } });
      },
    });
    expect(tenant).toMatchObject({
      slug: "acme_corp",
      status: "active",
      isolation: "database",
      datasource: "local",
    });
    expect(tenant.schemaVersion).toMatch(/^20250101000000_init\./);
    expect(existsSync(tenantPath(dir, tenant.id))).toBe(true);
    expect(await (await tenancy.connect("acme_corp")).owner.count()).toBe(1);
  });

  it("lets exactly one of many win a slug, and leaves nothing of the others", async () => {
    const { tenancy, dir } = testTenancy();
    const attempts = await Promise.allSettled(
      Array.from({ length: 20 }, () => tenancy.tenants.create({ slug: "acme" })),
    );
    const refused = attempts.filter((attempt) => attempt.status === "rejected");
    expect(refused).toHaveLength(19);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: "slug_taken" });
    expect(await tenancy.tenants.list()).toHaveLength(1);
    expect(tenantFiles(dir)).toHaveLength(1);
  });

  it("leaves nothing when a step fails, and can be tried again", async () => {
    const { tenancy, dir } = testTenancy();
    const failing = tenancy.tenants.create({
      slug: "acme",
      prepare: async (db) => {
        await db.owner.create({ data: { email: "half@x" } });
        throw new Error("no more");
      },
    });
    await expect(failing).rejects.toThrow("no more");
    expect(await tenancy.tenants.list()).toEqual([]);
    expect(tenantFiles(dir)).toEqual([]);
    await tenancy.tenants.create({ slug: "acme" });
    expect(await (await tenancy.connect("acme")).owner.count()).toBe(0);
  });

  it("leaves nothing when the data cannot be placed", async () => {
    const { tenancy } = testTenancy({
      wrap: (datasource) => ({ ...datasource, provision: () => Promise.reject(new Error("disk full")) }),
    });
    await expect(tenancy.tenants.create({ slug: "acme" })).rejects.toThrow("disk full");
    expect(await tenancy.tenants.list()).toEqual([]);
  });

  it("does not adopt, or remove, data that lies under its id already", async () => {
    const { tenancy, registry, dir } = testTenancy();
    const { id } = await tenancy.tenants.create({ slug: "acme" });
    await (await tenancy.connect("acme")).owner.create({ data: { email: "old@x" } });
    await registry.remove(id);
    await expect(tenancy.tenants.create({ slug: "other", id })).rejects.toMatchObject({
      code: "datasource_exists",
    });
    expect(existsSync(tenantPath(dir, id))).toBe(true);
    expect(await tenancy.tenants.list()).toEqual([]);
  });

  it.each([
    ["admin", "slug_reserved"],
    ["../../etc", "slug_invalid"],
    ["", "slug_invalid"],
  ])("refuses %j", async (slug, code) => {
    const { tenancy, dir } = testTenancy();
    await expect(tenancy.tenants.create({ slug })).rejects.toMatchObject({ code });
    expect(readdirSync(dir)).toEqual([]);
  });

  it("refuses an id that is none, and one that is taken", async () => {
    const { tenancy } = testTenancy();
    await expect(tenancy.tenants.create({ slug: "acme", id: "../../x" })).rejects.toMatchObject({
      code: "tenant_id_invalid",
    });
    const { id } = await tenancy.tenants.create({ slug: "acme" });
    await expect(tenancy.tenants.create({ slug: "other", id })).rejects.toMatchObject({
      code: "tenant_id_taken",
    });
    expect(await (await tenancy.connect("acme")).owner.count()).toBe(0);
  });
});

describe("provision", () => {
  async function reserved(registry = createMemoryRegistry()) {
    const setUp = testTenancy({ registry });
    const id = newTenantId();
    await registry.insert({
      id,
      slug: "acme",
      status: "provisioning",
      ...(await setUp.tenancy.placeNewTenant()),
    });
    return { ...setUp, id };
  }

  it("finishes a reserved tenant, and does nothing more when asked again", async () => {
    const { tenancy, id } = await reserved();
    let prepared = 0;
    const prepare = async () => void prepared++;
    expect(await tenancy.tenants.provision(id, { prepare })).toMatchObject({ status: "active" });
    expect(await tenancy.tenants.provision(id, { prepare })).toMatchObject({ status: "active" });
    expect(prepared).toBe(1);
  });

  it("prepares once when two callers finish it at the same time", async () => {
    const { tenancy, id } = await reserved();
    let prepared = 0;
    const prepare = async () => void prepared++;
    await Promise.all([
      tenancy.tenants.provision(id, { prepare }),
      tenancy.tenants.provision(id, { prepare }),
    ]);
    expect(prepared).toBe(1);
  });

  it("takes the word of who wrote the record just now, but not past somebody who was there before", async () => {
    const { tenancy, registry, dir, id } = await reserved();
    const record = await registry.findById(id);
    if (record === null) throw new Error("The record is not there.");
    const other = tenancy.tenants.provision(newTenantId(), { record });
    await expect(other).rejects.toThrow(id);
    const [deleted, late] = await Promise.allSettled([
      tenancy.tenants.delete(id),
      tenancy.tenants.provision(id, { record }),
    ]);
    expect(deleted.status).toBe("fulfilled");
    expect(late).toMatchObject({ status: "rejected", reason: { code: "tenant_not_found" } });
    expect(existsSync(tenantPath(dir, id))).toBe(false);

    const again = await registry.insert({ ...record, id: newTenantId() });
    expect(await tenancy.tenants.provision(again.id, { record: again })).toMatchObject({ status: "active" });
  });

  it("keeps everything when it fails, shows it to nobody, and goes on at the next call", async () => {
    const { tenancy, id } = await reserved();
    const failing = tenancy.tenants.provision(id, {
      prepare: async (db) => {
        await db.owner.create({ data: { email: "a@x" } });
        throw new Error("interrupted");
      },
    });
    await expect(failing).rejects.toThrow("interrupted");
    await expect(tenancy.connect("acme")).rejects.toMatchObject({ code: "tenant_provisioning" });
    await tenancy.tenants.provision(id, { prepare: async (db) => expect(await db.owner.count()).toBe(1) });
    expect(await (await tenancy.connect("acme")).owner.count()).toBe(1);
  });

  it("takes the privilege of a handle that prepare kept when it failed", async () => {
    const { tenancy, id } = await reserved();
    let kept: Promise<number> | undefined;
    const failing = tenancy.tenants.provision(id, {
      prepare: async (db) => {
        kept = new Promise((resolve) => setImmediate(resolve))
          .then(() => tenancy.closeAll())
          .then(() => db.owner.count());
        kept.catch(() => {});
        throw new Error("interrupted");
      },
    });
    await expect(failing).rejects.toThrow("interrupted");
    await expect(kept).rejects.toMatchObject({ code: "tenant_provisioning" });
  });

  it("refuses a tenant that is not in the making", async () => {
    const { tenancy, registry, id } = await reserved();
    await expect(tenancy.tenants.provision(newTenantId())).rejects.toMatchObject({
      code: "tenant_not_found",
    });
    await registry.update(id, { status: "suspended" });
    await expect(tenancy.tenants.provision(id)).rejects.toMatchObject({ code: "tenant_not_provisioning" });
    await expect(tenancy.tenants.provision("../x")).rejects.toMatchObject({ code: "tenant_id_invalid" });
  });

  it("loses to a deletion in one piece: no record and no file are left", async () => {
    const { tenancy, id, dir } = await reserved();
    await Promise.allSettled([
      tenancy.tenants.provision(id),
      tenancy.tenants.delete(id),
      tenancy.tenants.provision(id),
    ]);
    expect(await tenancy.tenants.list()).toEqual([]);
    expect(tenantFiles(dir)).toEqual([]);
  });
});

describe("delete", () => {
  it("removes the record and every file, and frees the name", async () => {
    const { tenancy, dir } = testTenancy();
    const { id } = await tenancy.tenants.create({ slug: "acme" });
    await (await tenancy.connect("acme")).owner.create({ data: { email: "secret@x" } });
    await tenancy.tenants.delete(id);
    expect(tenantFiles(dir)).toEqual([]);
    expect(await tenancy.tenants.getById(id)).toBeNull();
    await tenancy.tenants.create({ slug: "acme" });
    expect(await (await tenancy.connect("acme")).owner.count()).toBe(0);
  });

  it("is finished by a second call when it was interrupted", async () => {
    let failures = 1;
    const { tenancy, dir } = testTenancy({
      wrap: (datasource) => ({
        ...datasource,
        destroy: (id) => (failures-- > 0 ? Promise.reject(new Error("killed")) : datasource.destroy(id)),
      }),
    });
    const { id } = await tenancy.tenants.create({ slug: "acme" });
    await expect(tenancy.tenants.delete(id)).rejects.toThrow("killed");
    await expect(tenancy.connect("acme")).rejects.toMatchObject({ code: "tenant_deleting" });
    await expect(tenancy.tenants.setStatus(id, "active")).rejects.toMatchObject({ code: "tenant_deleting" });
    await tenancy.tenants.delete(id);
    expect(await tenancy.tenants.list()).toEqual([]);
    expect(tenantFiles(dir)).toEqual([]);
    await expect(tenancy.tenants.delete(id)).rejects.toMatchObject({ code: "tenant_not_found" });
  });

  it("waits for a transaction under way, which is not lost half-way", async () => {
    const { tenancy } = testTenancy();
    const { id } = await tenancy.tenants.create({ slug: "acme" });
    const db = await tenancy.connect("acme");
    const order: string[] = [];
    let deletion: Promise<unknown> = Promise.resolve();
    await db.$transaction(async (tx) => {
      await tx.owner.create({ data: { email: "a@x" } });
      deletion = tenancy.tenants.delete(id).then(() => order.push("deleted"));
      await new Promise((resolve) => setImmediate(resolve));
      expect(await tx.owner.count()).toBe(1);
      order.push("committing");
    });
    await deletion;
    expect(order).toEqual(["committing", "deleted"]);
  });

  it("refuses those who connect meanwhile, even with a record read before", async () => {
    const { tenancy, dir } = testTenancy();
    const { id } = await tenancy.tenants.create({ slug: "acme" });
    await tenancy.closeAll();
    const connecting = Array.from({ length: 10 }, () => tenancy.connect("acme"));
    const [deleted] = await Promise.allSettled([tenancy.tenants.delete(id), ...connecting]);
    expect(deleted?.status).toBe("fulfilled");
    expect(tenantFiles(dir)).toEqual([]);
    expect(tenancy.openTenants()).toEqual([]);
  });
});

describe("withTestTenant", () => {
  it("gives a tenant of one's own, and removes it whatever happens", async () => {
    const { tenancy, dir } = testTenancy();
    const count = await withTestTenant(tenancy, async (db) => {
      await db.owner.create({ data: { email: "a@x" } });
      return db.owner.count();
    });
    expect(count).toBe(1);
    await expect(withTestTenant(tenancy, () => Promise.reject(new Error("red")))).rejects.toThrow("red");
    expect(await tenancy.tenants.list()).toEqual([]);
    expect(tenantFiles(dir)).toEqual([]);
  });
});
