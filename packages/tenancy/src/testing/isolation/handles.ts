import assert from "node:assert/strict";
import type { Tenancy } from "../../tenancy";
import { type Plot, plotOf } from "./plot";
import { column, type Stage } from "./stage";

/** Whoever holds a handle holds that tenant and nothing else, for as long as it is held. */
export function handleCases(stage: Stage): void {
  const { it } = stage.runner;
  const { names, probe } = stage;

  async function several(count: number, tenancy?: Tenancy<object>): Promise<Plot[]> {
    const plots: Plot[] = [];
    for (let n = 0; n < count; n++) plots.push(await stage.plot(tenancy));
    return plots;
  }

  const uniques = async (plot: Plot) => column((await plot.contents()).parents, names.unique);

  it("writes through the handles of tenants that were made before others", async () => {
    const plots = await several(5);
    await Promise.all(plots.map((plot) => plot.addParent(`${plot.slug} one`)));
    for (const plot of plots.toReversed()) await plot.addParent(`${plot.slug} two`);
    for (const plot of plots) assert.deepEqual(await uniques(plot), [`${plot.slug} one`, `${plot.slug} two`]);
  });

  it("is of the tenant that was asked for, by name and by id, one after the other and all at once", async () => {
    const tenancy = stage.tenancy();
    const plots = await several(4);
    for (const plot of plots) await plot.addParent(plot.slug);
    const open = [(plot: Plot) => tenancy.connect(plot.slug), (plot: Plot) => tenancy.connectById(plot.id)];
    for (const connect of open) {
      for (const plot of plots)
        assert.deepEqual(await uniques(plotOf(probe, plot, await connect(plot))), [plot.slug]);
      await tenancy.closeAll();
      const handles = await Promise.all(plots.map(connect));
      for (const [index, handle] of handles.entries()) {
        const plot = plots[index];
        assert.ok(plot);
        assert.deepEqual(await uniques(plotOf(probe, plot, handle)), [plot.slug]);
      }
    }
  });

  it("goes on after its connection was closed", async () => {
    const plot = await stage.plot();
    await plot.addParent("before");
    await stage.tenancy().closeTenant(plot.id);
    assert.ok(
      !stage
        .tenancy()
        .openTenants()
        .some(({ id }) => id === plot.id),
    );
    assert.deepEqual(await uniques(plot), ["before"]);
    await stage.tenancy().closeAll();
    await plot.addParent("later");
    assert.deepEqual(await uniques(plot), ["before", "later"]);
  });

  it("goes on after it made way for another", () =>
    stage.alone({ maxOpenTenants: 1 }, async (tenancy) => {
      const [first, second] = [await stage.plot(tenancy), await stage.plot(tenancy)];
      for (const [round, plot] of [first, second, first, second].entries()) {
        await plot.addParent(`${plot.slug} ${round}`);
        assert.deepEqual(
          tenancy.openTenants().map(({ id }) => id),
          [plot.id],
        );
      }
      assert.deepEqual(await uniques(first), [`${first.slug} 0`, `${first.slug} 2`]);
      assert.deepEqual(await uniques(second), [`${second.slug} 1`, `${second.slug} 3`]);
    }));

  it("does not make way in the middle of a transaction", () =>
    stage.alone({ maxOpenTenants: 1 }, async (tenancy) => {
      const [first, second] = [await stage.plot(tenancy), await stage.plot(tenancy)];
      await first.transaction(async ({ parents }) => {
        await parents.create({ data: { ...probe.parent.others?.(), [names.unique]: "one" } });
        await second.addParent("between");
        await parents.create({ data: { ...probe.parent.others?.(), [names.unique]: "two" } });
      });
      assert.deepEqual(await uniques(first), ["one", "two"]);
      assert.deepEqual(await uniques(second), ["between"]);
    }));

  it("answers for its own tenant when many ask for one id in the same tick", async () => {
    const plots = await several(6);
    const id = probe.child.newId();
    for (const plot of plots) await plot.addChild(await plot.addParent("p"), plot.slug, id);
    for (const ask of [
      (plot: Plot) => plot.children.findUnique({ where: { [names.childId]: id } }),
      (plot: Plot) => plot.children.findFirst({ where: { [names.childId]: id } }),
      (plot: Plot) => plot.children.findFirst({ where: { [probe.child.parent]: { [names.unique]: "p" } } }),
    ]) {
      const found = await Promise.all(plots.map(ask));
      assert.deepEqual(
        found.map((row) => row?.[names.text]),
        plots.map(({ slug }) => slug),
      );
    }
  });

  it("answers for its own tenant when its query is awaited in another's transaction", async () => {
    const [plot, other] = await several(2);
    assert.ok(plot && other);
    await plot.addParent("mine");
    await other.addParent("others");
    const asked = plot.parents.findMany();
    const rows = await other.transaction(async ({ parents }) => {
      assert.deepEqual(column(await parents.findMany(), names.unique), ["others"]);
      return asked;
    });
    assert.deepEqual(column(rows, names.unique), ["mine"]);
  });

  it("writes to no other tenant when its query is put into another's batch", async () => {
    const [plot, other] = await several(2);
    assert.ok(plot && other);
    const write = (each: Plot) =>
      each.parents.create({ data: { ...probe.parent.others?.(), [names.unique]: each.slug } });
    // Prisma may refuse such a batch or run each query where it belongs; either is well.
    await Promise.allSettled([plot.client.$transaction([write(plot), write(other)])]);
    for (const each of [plot, other])
      for (const unique of await uniques(each)) assert.equal(unique, each.slug);
  });

  it("serves 30 tenants over a pool of 3, each with its own rows", () =>
    stage.alone({ maxOpenTenants: 3 }, async (tenancy) => {
      const plots = await several(30, tenancy);
      await Promise.all(plots.map((plot) => plot.addParent(`${plot.slug} 0`)));
      await Promise.all(
        plots.map((plot) =>
          plot.transaction(async ({ parents }) => {
            const row = await parents.findUnique({ where: { [names.unique]: `${plot.slug} 0` } });
            assert.ok(row, "a tenant's own row was not there");
            await parents.create({ data: { ...probe.parent.others?.(), [names.unique]: `${plot.slug} 1` } });
          }),
        ),
      );
      const seen = await Promise.all(plots.map(uniques));
      assert.deepEqual(
        seen,
        plots.map(({ slug }) => [`${slug} 0`, `${slug} 1`]),
      );
      const open = tenancy.openTenants();
      assert.ok(open.length <= 3);
      for (const { inUse } of open) assert.equal(inUse, 0);
    }));
}
