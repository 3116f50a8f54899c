import assert from "node:assert/strict";
import type { Tenancy } from "../../tenancy";
import { type Plot, plotOf } from "./plot";
import { column, type Stage } from "./stage";

/** Work over all tenants, and what the tenancy says of itself. */
export function fleetCases(stage: Stage): void {
  const { it } = stage.runner;
  const { names, probe } = stage;

  async function fleet(tenancy: Tenancy<object>, count: number): Promise<Plot[]> {
    const plots: Plot[] = [];
    for (let n = 0; n < count; n++) plots.push(await stage.plot(tenancy));
    return plots;
  }

  it("forEach gives every tenant's handle to its own work alone", () =>
    stage.alone({ maxOpenTenants: 2 }, async (tenancy) => {
      const plots = await fleet(tenancy, 6);
      const write = await tenancy.forEach(
        async (db, tenant) => void (await plotOf(probe, tenant, db).addParent(tenant.slug)),
        { concurrency: 3 },
      );
      assert.deepEqual(write, { succeeded: 6, failed: [] });
      const total: string[] = [];
      const read = await tenancy.forEach(async (db, tenant) => {
        const seen = column((await plotOf(probe, tenant, db).contents()).parents, names.unique);
        assert.deepEqual(seen, [tenant.slug]);
        total.push(...seen);
      });
      assert.deepEqual(read, { succeeded: 6, failed: [] });
      assert.deepEqual(total.sort(), plots.map(({ slug }) => slug).sort());
    }));

  it("forEach reports who failed, with the reason, and goes on", () =>
    stage.alone({}, async (tenancy) => {
      const plots = await fleet(tenancy, 4);
      const done: number[] = [];
      const report = await tenancy.forEach(
        async (db, tenant) => {
          const plot = plotOf(probe, tenant, db);
          if (tenant.id === plots[1]?.id)
            await plot.transaction(async ({ parents }) => {
              await parents.create({ data: { ...probe.parent.others?.(), [names.unique]: "dropped" } });
              throw new Error("not this one");
            });
          await plot.addParent("visited");
        },
        { concurrency: 2, onProgress: (progress) => done.push(progress.done) },
      );
      assert.equal(report.succeeded, 3);
      assert.deepEqual(
        report.failed.map(({ id, error }) => [id, error instanceof Error && error.message]),
        [[plots[1]?.id, "not this one"]],
      );
      assert.deepEqual(done, [1, 2, 3, 4]);
      for (const [index, plot] of plots.entries())
        assert.equal((await plot.contents()).parents.length, index === 1 ? 0 : 1);
    }));

  it("forEach leaves out who is suspended", () =>
    stage.alone({}, async (tenancy) => {
      const [closed, open] = await fleet(tenancy, 2);
      assert.ok(closed && open);
      await tenancy.tenants.setStatus(closed.id, "suspended");
      const visited: string[] = [];
      await tenancy.forEach(async (_, { id }) => void visited.push(id));
      assert.deepEqual(visited, [open.id]);
    }));

  it("keeps to its limit of open tenants, least recently used first", () =>
    stage.alone({ maxOpenTenants: 2 }, async (tenancy) => {
      const plots = await fleet(tenancy, 4);
      for (const plot of plots) await plot.contents();
      const open = tenancy.openTenants();
      assert.deepEqual(
        open.map(({ id }) => id),
        plots.slice(2).map(({ id }) => id),
      );
      await tenancy.closeAll();
      assert.deepEqual(tenancy.openTenants(), []);
    }));

  it("finds nothing in itself that weakens the walls, and starts", () =>
    stage.alone({}, async (tenancy) => {
      await fleet(tenancy, 2);
      const errors = (await tenancy.inspect()).filter(({ severity }) => severity === "error");
      assert.deepEqual(errors, []);
      await tenancy.start();
    }));

  it("knows every tenant at the newest schema, and has nothing to deploy", () =>
    stage.alone({}, async (tenancy) => {
      const plots = await fleet(tenancy, 2);
      const status = await tenancy.migrations.status();
      assert.deepEqual(
        status.map(({ id, state, pending }) => [id, state, pending]),
        plots.map(({ id }) => [id, "current", 0]).sort(),
      );
      assert.deepEqual(await tenancy.migrations.deploy(), { current: 2, migrated: 0, failed: [] });
    }));
}
