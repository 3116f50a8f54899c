import assert from "node:assert/strict";
import { newChild, newParent } from "./plot";
import { fails, refused, type Stage, untouched } from "./stage";

/** Writing by another tenant's ids: as if they were not there, and nothing of the other's changes. */
export function foreignWriteCases(stage: Stage): void {
  const { it } = stage.runner;
  const { names, probe } = stage;
  const { childId, parentId, unique, text, childParentId } = names;
  const { parent: toParent, newId } = probe.child;
  const toChildren = probe.parent.children;
  const pair = stage.neighbours();
  const where = (id: unknown) => ({ where: { [childId]: id } });
  const rewritten = { data: { [text]: "rewritten" } };

  /** A case in which `other` must come out as it went in. */
  function harmless(name: string, work: (pair: ReturnType<typeof pairOf>) => Promise<void>): void {
    it(name, async () => {
      const two = pairOf();
      await untouched(two.other, () => work(two));
    });
  }
  const pairOf = () => ({ ...pair(), own: () => pair().mine.addChild(pair().home, "own") });

  harmless("update finds nothing to change", async ({ mine, foreignChild, own }) => {
    await refused(mine.children.update({ ...where(foreignChild), ...rewritten }), "P2025");
    assert.equal((await mine.children.update({ ...where(await own()), ...rewritten }))[text], "rewritten");
  });

  harmless("updateMany changes one's own alone", async ({ mine, foreignChild, own }) => {
    await own();
    assert.deepEqual(await mine.children.updateMany({ ...where(foreignChild), ...rewritten }), { count: 0 });
    const count = await mine.children.count();
    assert.deepEqual(await mine.children.updateMany({ where: {}, ...rewritten }), { count });
  });

  harmless("delete finds nothing to remove", async ({ mine, foreignChild, own }) => {
    await refused(mine.children.delete(where(foreignChild)), "P2025");
    assert.ok(await mine.children.delete(where(await own())));
  });

  harmless("deleteMany removes one's own alone", async ({ mine, foreignChild, own }) => {
    await own();
    assert.deepEqual(await mine.children.deleteMany(where(foreignChild)), { count: 0 });
    const count = await mine.children.count();
    assert.ok(count > 0);
    assert.deepEqual(await mine.children.deleteMany(), { count });
  });

  harmless(
    "upsert of a foreign id makes a record of one's own",
    async ({ mine, home, foreignChild, other }) => {
      const create = { ...newChild(probe, "made by mine", foreignChild), [childParentId]: home };
      const made = await mine.children.upsert({
        ...where(foreignChild),
        create,
        update: { [text]: "reached" },
      });
      assert.equal(made[text], "made by mine");
      const again = await mine.children.upsert({
        ...where(foreignChild),
        create,
        update: { [text]: "found" },
      });
      assert.equal(again[text], "found");
      assert.equal((await other.children.findUnique(where(foreignChild)))?.[text], "secret of other");
      await mine.children.delete(where(foreignChild));
    },
  );

  harmless("upsert of a foreign unique value makes a record of one's own", async ({ mine }) => {
    const upsert = {
      where: { [unique]: "0@other" },
      create: newParent(probe, "0@other"),
      update: { [unique]: "reached" },
    };
    assert.equal((await mine.parents.upsert(upsert))[unique], "0@other");
    await mine.parents.delete({ where: { [unique]: "0@other" } });
  });

  harmless("create under a foreign parent is refused", async ({ mine, home, foreignParent }) => {
    const under = (id: unknown) => ({ data: { ...newChild(probe, "new"), [childParentId]: id } });
    await refused(mine.children.create(under(foreignParent)), "P2003");
    assert.ok(await mine.children.create(under(home)));
  });

  harmless("createMany under a foreign parent is refused, whole", async ({ mine, home, foreignParent }) => {
    const rows = (...parents: unknown[]) => ({
      data: parents.map((id) => ({ ...newChild(probe, "many"), [childParentId]: id })),
    });
    await refused(mine.children.createMany(rows(home, foreignParent)), "P2003");
    assert.equal(await mine.children.count({ where: { [text]: "many" } }), 0);
    assert.deepEqual(await mine.children.createMany(rows(home, home)), { count: 2 });
  });

  harmless("a record cannot be moved under a foreign parent", async ({ mine, home, foreignParent, own }) => {
    const id = await own();
    const under = (parent: unknown) => ({ ...where(id), data: { [childParentId]: parent } });
    await refused(mine.children.update(under(foreignParent)), "P2003");
    await refused(mine.children.updateMany(under(foreignParent)), "P2003");
    assert.equal((await mine.children.update(under(home)))[childParentId], home);
  });

  harmless("connect to a foreign parent is refused", async ({ mine, home, foreignParent, own }) => {
    const connect = (id: unknown) => ({ [toParent]: { connect: { [parentId]: id } } });
    await refused(
      mine.children.create({ data: { ...newChild(probe, "new"), ...connect(foreignParent) } }),
      "P2025",
    );
    const id = await own();
    await refused(mine.children.update({ ...where(id), data: connect(foreignParent) }), "P2025");
    const byValue = { [toParent]: { connect: { [unique]: "1@other" } } };
    await refused(mine.children.update({ ...where(id), data: byValue }), "P2025");
    assert.ok(await mine.children.update({ ...where(id), data: connect(home) }));
  });

  harmless("connect of a foreign child is refused", async ({ mine, home, foreignChild, own }) => {
    const connect = (id: unknown) => ({
      where: { [parentId]: home },
      data: { [toChildren]: { connect: { [childId]: id } } },
    });
    await refused(mine.parents.update(connect(foreignChild)), "P2018");
    assert.ok(await mine.parents.update(connect(await own())));
  });

  harmless("connectOrCreate of a foreign value makes one's own", async ({ mine }) => {
    const parent = { where: { [unique]: "2@other" }, create: newParent(probe, "2@other") };
    const made = await mine.children.create({
      data: { ...newChild(probe, "new"), [toParent]: { connectOrCreate: parent } },
    });
    const own = await mine.parents.findUnique({ where: { [unique]: "2@other" } });
    assert.equal(made[childParentId], own?.[parentId]);
    await mine.children.delete(where(made[childId]));
    await mine.parents.delete({ where: { [unique]: "2@other" } });
  });

  harmless(
    "a nested update or delete of a foreign child is refused",
    async ({ mine, home, foreignChild, own }) => {
      const nested = (write: object) => ({ where: { [parentId]: home }, data: { [toChildren]: write } });
      const update = (id: unknown) => nested({ update: { ...where(id), ...rewritten } });
      await refused(mine.parents.update(update(foreignChild)), "P2025");
      await fails(() => mine.parents.update(nested({ delete: { [childId]: foreignChild } })));
      const id = await own();
      assert.ok(await mine.parents.update(update(id)));
      assert.ok(await mine.parents.update(nested({ delete: { [childId]: id } })));
    },
  );

  harmless("a nested updateMany or deleteMany reaches one's own alone", async ({ mine, home, own }) => {
    await own();
    const nested = (write: object) => ({ where: { [parentId]: home }, data: { [toChildren]: write } });
    await mine.parents.update(nested({ updateMany: { where: {}, ...rewritten } }));
    assert.ok((await mine.children.count({ where: { [text]: "rewritten" } })) > 0);
    await mine.parents.update(nested({ deleteMany: {} }));
    assert.equal(await mine.children.count({ where: { [childParentId]: home } }), 0);
  });

  harmless("a parent is made with children of one's own", async ({ mine, other }) => {
    const made = await mine.parents.create({
      data: { ...newParent(probe, "nest"), [toChildren]: { create: newChild(probe, "nested", newId()) } },
      include: { [toChildren]: true },
    });
    const id = made[parentId];
    assert.equal(await mine.children.count({ where: { [childParentId]: id } }), 1);
    assert.equal(await other.children.count({ where: { [text]: "nested" } }), 0);
    await mine.children.deleteMany({ where: { [childParentId]: id } });
    await mine.parents.delete({ where: { [parentId]: id } });
  });
}
