import assert from "node:assert/strict";
import { newTenantId } from "../../ids";
import { refused, type Stage } from "./stage";

const malformed = ["", "a", "ACME", "../../etc", "acme'; DROP TABLE", "a__b", "_a", "é", "a".repeat(10_000)];

/** No tenant, no handle: every mistake is an error with a name, and makes nothing. */
export function refusalCases(stage: Stage): void {
  const { it } = stage.runner;

  // Sees that a refusal leaves no tenant behind, and that the right name still opens one.
  async function besides(work: () => Promise<void>): Promise<void> {
    const { tenants } = stage.tenancy();
    const plot = await stage.plot();
    const before = (await tenants.list()).length;
    await work();
    assert.equal((await tenants.list()).length, before);
    await stage.tenancy().connect(plot.slug);
    await stage.tenancy().connectById(plot.id);
  }

  it("refuses a name that nobody has", () =>
    besides(() => refused(stage.tenancy().connect(stage.slug()), "tenant_not_found")));

  it("refuses a reserved word, to connect to and to be called", () =>
    besides(async () => {
      await refused(stage.tenancy().connect("admin"), "tenant_not_found");
      await refused(stage.tenancy().tenants.create({ slug: "admin" }), "slug_reserved");
    }));

  it("refuses what is no name", () =>
    besides(async () => {
      for (const slug of malformed) {
        await refused(stage.tenancy().connect(slug), "slug_invalid");
        await refused(stage.tenancy().tenants.create({ slug }), "slug_invalid");
      }
    }));

  it("refuses an id that nobody has", () =>
    besides(async () => {
      await refused(stage.tenancy().connectById(newTenantId()), "tenant_not_found");
      await refused(stage.tenancy().tenants.delete(newTenantId()), "tenant_not_found");
      await refused(stage.tenancy().tenants.setStatus(newTenantId(), "suspended"), "tenant_not_found");
      await refused(stage.tenancy().tenants.rename(newTenantId(), stage.slug()), "tenant_not_found");
    }));

  it("refuses what is no id", () =>
    besides(async () => {
      for (const id of ["", "../../etc", "' OR true --", newTenantId().toUpperCase(), `${newTenantId()} `]) {
        await refused(stage.tenancy().connectById(id), "tenant_id_invalid");
        await refused(stage.tenancy().tenants.create({ slug: stage.slug(), id }), "tenant_id_invalid");
      }
    }));

  it("refuses to suspend or open a tenant in the making", async () => {
    const { tenants } = stage.tenancy();
    const tenant = await tenants.create({
      slug: stage.slug(),
      prepare: async () => {
        const [half] = await tenants.list({ status: "provisioning" });
        await refused(tenants.setStatus(half?.id ?? "", "active"), "tenant_provisioning");
      },
    });
    assert.equal((await tenants.setStatus(tenant.id, "read_only")).status, "read_only");
  });

  it("refuses to make anew what is finished, and returns it", async () => {
    const { tenants } = stage.tenancy();
    const plot = await stage.plot();
    let prepared = false;
    const prepare = async () => {
      prepared = true;
    };
    assert.equal((await tenants.provision(plot.id, { prepare })).status, "active");
    assert.equal(prepared, false);
    await tenants.setStatus(plot.id, "suspended");
    await refused(tenants.provision(plot.id, { prepare }), "tenant_not_provisioning");
  });

  it("refuses everything once the tenancy is closed", () =>
    stage.alone({}, async (tenancy) => {
      const plot = await stage.plot(tenancy);
      await plot.addParent("before");
      await tenancy.close();
      await refused(plot.contents(), "tenancy_closed");
      await refused(tenancy.connect(plot.slug), "tenancy_closed");
    }));
}
