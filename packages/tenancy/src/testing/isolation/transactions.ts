import assert from "node:assert/strict";
import { newChild, newParent, type Plot } from "./plot";
import { column, refused, type Stage, untouched } from "./stage";

class ChangedMyMind extends Error {}

/** Transactions are one tenant's own: all or nothing there, and nothing elsewhere. */
export function transactionCases(stage: Stage): void {
  const { it } = stage.runner;
  const { names, probe, sql } = stage;
  const { unique } = names;
  const pair = stage.neighbours();
  const data = (value: string) => ({ data: newParent(probe, value) });
  const has = async (plot: Plot, value: string) =>
    (await plot.parents.count({ where: { [unique]: value } })) === 1;

  it("an interactive one keeps what it did", async () => {
    const { mine, other } = pair();
    await untouched(other, () =>
      mine.transaction(async ({ parents, raw }) => {
        await parents.create(data("kept 1"));
        await parents.create(data("kept 2"));
        assert.equal(await parents.count({ where: { [unique]: { startsWith: "kept " } } }), 2);
        const seen = await raw.$queryRawUnsafe(sql.uniques);
        assert.ok(column(seen, "text").includes("kept 2"));
        assert.ok(!column(seen, "text").some((value) => value.endsWith("@other")));
      }),
    );
    assert.ok((await has(mine, "kept 1")) && (await has(mine, "kept 2")));
  });

  it("an interactive one that throws leaves nothing", async () => {
    const { mine } = pair();
    const failing = () =>
      mine.transaction(async ({ parents, raw }) => {
        await parents.create(data("dropped"));
        await raw.$executeRawUnsafe(sql.remove);
        throw new ChangedMyMind();
      });
    await untouched(mine, () => assert.rejects(failing, ChangedMyMind));
    await mine.transaction(async ({ parents }) => void (await parents.create(data("afterwards"))));
    assert.ok(await has(mine, "afterwards"));
  });

  it("an interactive one that breaks a key leaves nothing", async () => {
    const { mine } = pair();
    await untouched(mine, () =>
      refused(
        mine.transaction(async ({ parents }) => {
          await parents.create(data("before the break"));
          await parents.create(data("home@mine"));
        }),
        "P2002",
      ),
    );
  });

  it("a list of queries is kept whole", async () => {
    const { mine, other } = pair();
    const results = await untouched(other, () =>
      mine.client.$transaction([
        mine.parents.create(data("listed 1")),
        mine.parents.count({ where: { [unique]: "listed 1" } }),
        mine.client.$queryRawUnsafe(sql.uniques),
      ]),
    );
    assert.equal(results[1], 1);
    assert.ok(!JSON.stringify(results[2]).includes("@other"));
    assert.ok(await has(mine, "listed 1"));
  });

  it("a list of queries is dropped whole when one fails", async () => {
    const { mine } = pair();
    await untouched(mine, () =>
      refused(
        mine.client.$transaction([
          mine.parents.create(data("listed 2")),
          mine.parents.create(data("home@mine")),
        ]),
        "P2002",
      ),
    );
  });

  it("a nested write is dropped whole when a part fails", async () => {
    const { mine, foreignChild, home } = pair();
    const children = (id: unknown) => ({
      [probe.parent.children]: { create: newChild(probe, "nested"), connect: { [names.childId]: id } },
    });
    const nest = (value: string, id: unknown) =>
      mine.parents.create({ data: { ...newParent(probe, value), ...children(id) } });
    await untouched(mine, () => refused(nest("nest 1", foreignChild), "P2018"));
    const own = await mine.addChild(home, "to be connected");
    await nest("nest 2", own);
    assert.ok(await has(mine, "nest 2"));
  });

  it("what goes on in another tenant stays out of one that is dropped", async () => {
    const { mine, other } = pair();
    const failing = mine.transaction(async ({ parents }) => {
      await parents.create(data("inside"));
      await other.addParent("outside");
      assert.equal(await parents.count({ where: { [unique]: "outside" } }), 0);
      assert.equal(await other.parents.count({ where: { [unique]: "inside" } }), 0);
      throw new ChangedMyMind();
    });
    await assert.rejects(failing, ChangedMyMind);
    assert.ok(await has(other, "outside"));
    assert.ok(!(await has(mine, "inside")));
  });

  it("several tenants' run side by side, each with its own rows and its own end", async () => {
    const plots: Plot[] = [];
    for (let n = 0; n < 4; n++) plots.push(await stage.plot());
    await Promise.all(
      plots.flatMap((plot) =>
        Array.from({ length: 4 }, async (_, n) => {
          const failing = n % 2 === 1;
          const running = plot.transaction(async ({ parents, raw }) => {
            await parents.create(data(`${plot.slug} ${n}`));
            const seen = column(await raw.$queryRawUnsafe(sql.uniques), "text");
            for (const value of seen) assert.ok(value.startsWith(plot.slug), `${plot.slug} met ${value}`);
            if (failing) throw new ChangedMyMind();
          });
          if (failing) await assert.rejects(running, ChangedMyMind);
          else await running;
        }),
      ),
    );
    for (const plot of plots) {
      const { parents } = await plot.contents();
      assert.deepEqual(column(parents, unique), [`${plot.slug} 0`, `${plot.slug} 2`]);
    }
  });
}
