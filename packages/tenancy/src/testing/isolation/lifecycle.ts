import assert from "node:assert/strict";
import { newTenantId } from "../../ids";
import { withTestTenant } from "../with-test-tenant";
import { newParent, plotOf } from "./plot";
import { column, fails, refused, type Stage, untouched } from "./stage";

/** The life of a tenant, from its making to its end. */
export function lifecycleCases(stage: Stage): void {
  const { it } = stage.runner;
  const { probe, names } = stage;
  const filler = { id: "", slug: "" };

  it("makes a tenant that is empty, active and listed", async () => {
    const { tenants } = stage.tenancy();
    const slug = stage.slug();
    const tenant = await tenants.create({ slug });
    assert.deepEqual([tenant.slug, tenant.status], [slug, "active"]);
    assert.deepEqual(await tenants.get(slug), tenant);
    assert.deepEqual(await tenants.getById(tenant.id), tenant);
    const ids = (await tenants.list()).map(({ id }) => id);
    assert.ok(ids.includes(tenant.id));
    assert.deepEqual(ids, ids.toSorted());
    assert.deepEqual(await (await stage.hold(tenant)).contents(), { parents: [], children: [] });
  });

  it("fills a tenant before anyone can see it", async () => {
    const slug = stage.slug();
    const tenant = await stage.tenancy().tenants.create({
      slug,
      async prepare(db) {
        await refused(stage.tenancy().connect(slug), "tenant_provisioning");
        await plotOf(probe, filler, db).addParent("first");
      },
    });
    const { parents } = await (await stage.hold(tenant)).contents();
    assert.deepEqual(column(parents, names.unique), ["first"]);
  });

  it("leaves nothing of a tenant that could not be filled, and can try again", async () => {
    const slug = stage.slug();
    const { tenants } = stage.tenancy();
    const failing = tenants.create({
      slug,
      async prepare(db) {
        await plotOf(probe, filler, db).addParent("half");
        throw new Error("no further");
      },
    });
    await assert.rejects(failing, /no further/);
    assert.equal(await tenants.get(slug), null);
    const again = await stage.hold(await tenants.create({ slug }));
    assert.deepEqual((await again.contents()).parents, []);
  });

  it("lets one of many win a name", async () => {
    const slug = stage.slug();
    const attempts = await Promise.allSettled(
      Array.from({ length: 5 }, () => stage.tenancy().tenants.create({ slug })),
    );
    const losers = attempts.filter((attempt) => attempt.status === "rejected");
    assert.deepEqual(
      losers.map(({ reason }) => reason.code),
      Array(4).fill("slug_taken"),
    );
  });

  it("does not hand a tenant's id to another", async () => {
    const plot = await stage.plot();
    await plot.addParent("first");
    const { tenants } = stage.tenancy();
    await untouched(plot, () =>
      refused(tenants.create({ slug: stage.slug(), id: plot.id }), "tenant_id_taken"),
    );
    const other = await stage.hold(await tenants.create({ slug: stage.slug(), id: newTenantId() }));
    assert.deepEqual((await other.contents()).parents, []);
  });

  it("renames a tenant: the new name opens the same, the old one nothing", async () => {
    const tenancy = stage.tenancy();
    const plot = await stage.plot();
    await plot.addParent("first");
    const slug = stage.slug();
    await untouched(plot, () => tenancy.tenants.rename(plot.id, slug));
    const renamed = plotOf(probe, plot, await tenancy.connect(slug));
    assert.deepEqual(await renamed.contents(), await plot.contents());
    await refused(tenancy.connect(plot.slug), "tenant_not_found");
  });

  it("does not rename a tenant to another's name", async () => {
    const [plot, other] = [await stage.plot(), await stage.plot()];
    const { tenants } = stage.tenancy();
    await refused(tenants.rename(plot.id, other.slug), "slug_taken");
    assert.equal((await tenants.get(other.slug))?.id, other.id);
    assert.equal((await tenants.get(plot.slug))?.id, plot.id);
  });

  it("closes a suspended tenant to new handles and held ones, and opens it again with all that was in it", async () => {
    const tenancy = stage.tenancy();
    const plot = await stage.plot();
    await plot.addParent("first");
    const before = await plot.contents();
    await tenancy.tenants.setStatus(plot.id, "suspended");
    await refused(plot.contents(), "tenant_suspended");
    await refused(
      plot.transaction(({ parents }) => Promise.resolve(parents.count())),
      "tenant_suspended",
    );
    await refused(tenancy.connect(plot.slug), "tenant_suspended");
    await refused(tenancy.connectById(plot.id), "tenant_suspended");
    await tenancy.tenants.setStatus(plot.id, "active");
    assert.deepEqual(await plot.contents(), before);
    await plot.addParent("second");
  });

  it("suspends no other tenant with it", async () => {
    const [plot, other] = [await stage.plot(), await stage.plot()];
    await stage.tenancy().tenants.setStatus(plot.id, "suspended");
    await other.addParent("as before");
    assert.equal((await other.contents()).parents.length, 1);
  });

  it("lets a read-only tenant read and not write, by whatever way", async () => {
    const { tenants } = stage.tenancy();
    const plot = await stage.plot();
    const parent = await plot.addParent("first");
    await plot.addChild(parent, "kept");
    await tenants.setStatus(plot.id, "read_only");
    await untouched(plot, async () => {
      await fails(() => plot.parents.create({ data: newParent(probe, "second") }));
      await fails(() => plot.transaction(async ({ children }) => void (await children.deleteMany())));
      await fails(() => plot.execute(stage.sql.remove));
    });
    assert.deepEqual(await plot.query(stage.sql.texts), [{ text: "kept" }]);
    await tenants.setStatus(plot.id, "active");
    await plot.addParent("second");
    assert.equal(await plot.execute(stage.sql.remove), 1);
  });

  it("removes a tenant for good, and leaves its neighbour as it was", async () => {
    const tenancy = stage.tenancy();
    const [plot, other] = [await stage.plot(), await stage.plot()];
    const id = probe.child.newId();
    for (const each of [plot, other]) await each.addChild(await each.addParent("same"), "same", id);
    await untouched(other, () => tenancy.tenants.delete(plot.id));
    assert.equal(await tenancy.tenants.getById(plot.id), null);
    await refused(plot.contents(), "tenant_not_found");
    await refused(
      plot.transaction(async ({ parents }) => parents.count()),
      "tenant_not_found",
    );
    await refused(tenancy.connectById(plot.id), "tenant_not_found");
    await refused(tenancy.tenants.delete(plot.id), "tenant_not_found");
  });

  it("shows a tenant nothing of the one that had its name before, and the old handle nothing of it", async () => {
    const tenancy = stage.tenancy();
    const old = await stage.plot();
    await old.addChild(await old.addParent("first"), "old");
    await tenancy.tenants.delete(old.id);
    const attempt = tenancy.tenants.create({ slug: old.slug });
    if (!stage.reusesSlugs) return refused(attempt, "slug_taken");
    const plot = await stage.hold(await attempt);
    assert.deepEqual(await plot.contents(), { parents: [], children: [] });
    await plot.addParent("second");
    await refused(old.contents(), "tenant_not_found");
  });

  it("lends a test a tenant of its own, and takes it back", async () => {
    const tenancy = stage.tenancy();
    const id = await withTestTenant(tenancy, async (db, tenant) => {
      await plotOf(probe, tenant, db).addParent("first");
      return tenant.id;
    });
    assert.equal(await tenancy.tenants.getById(id), null);
    await assert.rejects(
      withTestTenant(tenancy, async (_, tenant) => {
        throw new Error(tenant.id);
      }),
      (error: Error) => {
        assert.match(error.message, /^[0-9a-f-]{36}$/);
        return true;
      },
    );
  });
}
