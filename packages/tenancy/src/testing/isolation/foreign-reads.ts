import assert from "node:assert/strict";
import { column, refused, type Stage } from "./stage";

/** Reading by another tenant's ids and values: as if they were not there, beside one's own, which are. */
export function foreignReadCases(stage: Stage): void {
  const { it } = stage.runner;
  const { names, probe } = stage;
  const { childId, parentId, unique, text, number, childParentId } = names;
  const pair = stage.neighbours();
  const where = (id: unknown) => ({ where: { [childId]: id } });
  const ownChild = async () => {
    const { mine, home } = pair();
    return mine.addChild(home, `own ${String(probe.child.newId())}`);
  };

  it("findUnique finds nothing", async () => {
    const { mine, other, foreignChild, foreignParent } = pair();
    assert.equal(await mine.children.findUnique(where(foreignChild)), null);
    assert.equal(await mine.parents.findUnique({ where: { [parentId]: foreignParent } }), null);
    assert.equal(await mine.parents.findUnique({ where: { [unique]: "7@other" } }), null);
    await refused(mine.children.findUniqueOrThrow(where(foreignChild)), "P2025");
    assert.ok(await other.children.findUnique(where(foreignChild)));
    assert.ok(await mine.children.findUniqueOrThrow(where(await ownChild())));
  });

  it("findFirst finds nothing", async () => {
    const { mine, foreignChild } = pair();
    assert.equal(await mine.children.findFirst(where(foreignChild)), null);
    assert.equal(await mine.children.findFirst({ where: { [text]: "secret of other" } }), null);
    assert.ok(await mine.children.findFirst(where(await ownChild())));
  });

  it("findMany finds one's own alone, with and without a filter", async () => {
    const { mine, other, foreignChild } = pair();
    const own = await ownChild();
    const found = await mine.children.findMany({ where: { [childId]: { in: [own, foreignChild] } } });
    assert.deepEqual(column(found, childId), [String(own)]);
    const all = await mine.children.findMany();
    assert.ok(!column(all, text).includes("secret of other"));
    const either = await mine.children.findMany({
      where: { OR: [{ [childId]: foreignChild }, { NOT: { [text]: "" } }] },
    });
    assert.equal(either.length, all.length);
    assert.deepEqual(column(await other.children.findMany(), text), ["secret of other"]);
  });

  it("a filter through a relation finds nothing", async () => {
    const { mine, other, foreignParent } = pair();
    const filters = [
      { [childParentId]: foreignParent },
      { [probe.child.parent]: { [parentId]: foreignParent } },
      { [probe.child.parent]: { [unique]: { endsWith: "@other" } } },
    ];
    for (const filter of filters) {
      assert.deepEqual(await mine.children.findMany({ where: filter }), []);
      assert.equal((await other.children.findMany({ where: filter })).length, 1);
    }
    const having = { where: { [probe.parent.children]: { some: { [text]: "secret of other" } } } };
    assert.deepEqual(await mine.parents.findMany(having), []);
    assert.equal((await other.parents.findMany(having)).length, 1);
  });

  it("include brings one's own alone, both ways", async () => {
    const { mine, home } = pair();
    await ownChild();
    const parents = await mine.parents.findMany({ include: { [probe.parent.children]: true } });
    const nested = JSON.stringify(parents, jsonSafe);
    assert.ok(nested.includes("kept by mine") && !nested.includes("other"));
    const children = await mine.children.findMany({ include: { [probe.child.parent]: true } });
    const seen = JSON.stringify(children, jsonSafe);
    assert.ok(seen.includes("home@mine") && !seen.includes("other"));
    const row = await mine.parents.findUnique({
      where: { [parentId]: home },
      include: { _count: { select: { [probe.parent.children]: true } } },
    });
    const count = await mine.children.count({ where: { [childParentId]: home } });
    assert.deepEqual(row?._count, { [probe.parent.children]: count });
  });

  it("count counts one's own alone", async () => {
    const { mine, other, foreignChild } = pair();
    assert.equal(await mine.children.count(where(foreignChild)), 0);
    assert.equal(await mine.parents.count(), 1);
    assert.equal(await other.parents.count(), 8);
  });

  it("aggregate sums one's own alone", async () => {
    const { mine, other, foreignChild } = pair();
    const own = await ownChild();
    await other.children.update({ ...where(foreignChild), data: { [number]: 1_000_000 } });
    await mine.children.update({ ...where(own), data: { [number]: 7 } });
    const question = { _max: { [number]: true }, _sum: { [number]: true }, _count: true };
    assert.equal((await mine.children.aggregate(question))._max?.[number], 7);
    assert.equal((await other.children.aggregate(question))._max?.[number], 1_000_000);
    const none = await mine.children.aggregate({ ...question, ...where(foreignChild) });
    assert.equal(none._sum?.[number], null);
  });

  it("groupBy groups one's own alone", async () => {
    const { mine, other } = pair();
    const groups = await mine.parents.groupBy({
      by: [unique],
      _count: { _all: true },
      orderBy: { [unique]: "asc" },
    });
    assert.deepEqual(groups, [{ [unique]: "home@mine", _count: { _all: 1 } }]);
    assert.equal((await other.parents.groupBy({ by: [unique] })).length, 8);
  });

  it("a page that begins at a foreign record is empty", async () => {
    const { mine, other, foreignChild } = pair();
    const from = (id: unknown) => ({ cursor: { [childId]: id }, orderBy: { [childId]: "asc" }, take: 5 });
    assert.deepEqual(await mine.children.findMany(from(foreignChild)), []);
    assert.equal((await other.children.findMany(from(foreignChild))).length, 1);
    assert.ok((await mine.children.findMany(from(await ownChild()))).length > 0);
  });
}

const jsonSafe = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
