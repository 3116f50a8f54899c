import assert from "node:assert/strict";
import { newChild, newParent } from "./plot";
import { fails, refused, type Stage, untouched } from "./stage";

/** Keys hold inside a tenant, and mean nothing across. */
export function keyCases(stage: Stage): void {
  const { it } = stage.runner;
  const { names, probe, sql } = stage;
  const { childId, unique, text, childParentId } = names;
  const pair = stage.neighbours();

  it("a unique value is taken within a tenant and free in every other", async () => {
    const { mine, other } = pair();
    await mine.addParent("the same");
    await refused(mine.addParent("the same"), "P2002");
    await other.addParent("the same");
    await refused(other.addParent("the same"), "P2002");
    for (const plot of [mine, other])
      assert.equal(await plot.parents.count({ where: { [unique]: "the same" } }), 1);
  });

  it("a unique value cannot be changed to a taken one, and can to a neighbour's", async () => {
    const { mine, other } = pair();
    await mine.addParent("to be changed");
    const rename = (to: string) =>
      mine.parents.update({ where: { [unique]: "to be changed" }, data: { [unique]: to } });
    await refused(rename("home@mine"), "P2002");
    await untouched(other, () => Promise.resolve(rename("3@other")));
  });

  it("an id is taken within a tenant and free in every other", async () => {
    const { mine, home, other, foreignParent } = pair();
    const id = probe.child.newId();
    await mine.addChild(home, "of mine", id);
    await refused(mine.addChild(home, "again", id), "P2002");
    await other.addChild(foreignParent, "of other", id);
    const where = { where: { [childId]: id } };
    assert.equal((await mine.children.findUnique(where))?.[text], "of mine");
    assert.equal((await other.children.findUnique(where))?.[text], "of other");
    await untouched(other, async () => {
      await mine.children.update({ ...where, data: { [text]: "changed" } });
      await mine.children.delete(where);
    });
  });

  it("createMany may repeat a neighbour's values and not one's own", async () => {
    const { mine, other } = pair();
    const many = (...values: string[]) => ({ data: values.map((value) => newParent(probe, value)) });
    assert.deepEqual(await mine.parents.createMany(many("4@other", "5@other")), { count: 2 });
    const before = await mine.parents.count();
    await untouched(other, () => refused(mine.parents.createMany(many("new", "4@other")), "P2002"));
    assert.equal(await mine.parents.count(), before);
  });

  it("raw SQL cannot point at a neighbour's record either", async () => {
    const { mine, home, other, foreignParent } = pair();
    const id = probe.child.newId();
    await untouched(other, async () => {
      await fails(() => mine.execute(sql.insert(id, "astray", foreignParent)));
      assert.equal(await mine.execute(sql.insert(id, "at home", home)), 1);
      await fails(() =>
        mine.execute(
          `UPDATE ${sql.children} SET ${sql.parentKey} = ${sql.literal(foreignParent)} ${sql.where(id)}`,
        ),
      );
      assert.equal(
        await mine.execute(
          `UPDATE ${sql.children} SET ${sql.parentKey} = ${sql.literal(home)} ${sql.where(id)}`,
        ),
        1,
      );
    });
  });

  it("raw SQL meets the same unique values as the client", async () => {
    const { mine, home, other, foreignParent } = pair();
    const id = probe.child.newId();
    await mine.addChild(home, "of mine", id);
    await fails(() => mine.execute(sql.insert(id, "again", home)));
    assert.equal(await other.execute(sql.insert(id, "of other", foreignParent)), 1);
  });

  it("a removed parent takes none of a neighbour's children with it", async () => {
    const { mine, other } = pair();
    const id = probe.child.newId();
    const [own, theirs] = [await mine.addParent("leaving"), await other.addParent("leaving")];
    await mine.children.create({ data: { ...newChild(probe, "mine", id), [childParentId]: own } });
    await other.children.create({ data: { ...newChild(probe, "theirs", id), [childParentId]: theirs } });
    await untouched(other, async () => {
      await mine.children.deleteMany({ where: { [childParentId]: own } });
      await mine.parents.delete({ where: { [unique]: "leaving" } });
    });
  });
}
