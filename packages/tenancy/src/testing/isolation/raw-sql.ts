import assert from "node:assert/strict";
import type { Plot } from "./plot";
import { attacksOn, reachesOn } from "./raw-sql-attacks";
import { column, fails, type Stage, untouched } from "./stage";

/** Raw SQL reads and writes one's own rows, and nothing else whatever it says. */
export function rawSqlCases(stage: Stage): void {
  const { describe, it } = stage.runner;
  const { names, probe, sql } = stage;
  const pair = stage.neighbours();

  it("reads one's own rows alone, with a join and without", async () => {
    const { mine, other } = pair();
    for (const text of [sql.texts, sql.joined]) {
      assert.deepEqual(column(await mine.query(text), "text"), ["kept by mine"]);
      assert.deepEqual(column(await other.query(text), "text"), ["secret of other"]);
    }
    const both = await mine.query(`${sql.texts} UNION ALL ${sql.uniques}`);
    assert.deepEqual(column(both, "text"), ["home@mine", "kept by mine"]);
  });

  it("finds nothing by a neighbour's id", async () => {
    const { mine, other, foreignChild } = pair();
    const text = `${sql.texts} ${sql.where(foreignChild)}`;
    assert.deepEqual(await mine.query(text), []);
    assert.equal((await other.query(text)).length, 1);
    assert.deepEqual(await mine.query(`${sql.texts} ${sql.where(foreignChild)} OR 1 = 1`), [
      { text: "kept by mine" },
    ]);
  });

  it("takes parameters", async () => {
    const { mine } = pair();
    const { isolation } = await stage.tenancy().placeNewTenant();
    const mark = isolation === "database" ? "?" : "$1";
    const text = `${sql.texts} WHERE ${sql.text} = ${mark}`;
    assert.equal((await mine.client.$queryRawUnsafe(text, "kept by mine")).length, 1);
    assert.equal((await mine.client.$queryRawUnsafe(text, "secret of other")).length, 0);
    assert.equal((await mine.client.$queryRawUnsafe(text, "' OR 1 = 1 --")).length, 0);
  });

  it("writes one's own rows alone, without a filter", async () => {
    const { mine, home, other } = pair();
    const plot = await stage.plot();
    const parent = await plot.addParent("p");
    for (let n = 0; n < 3; n++)
      assert.equal(await plot.execute(sql.insert(probe.child.newId(), `${n}`, parent)), 1);
    await untouched(other, () =>
      untouched(mine, async () => {
        assert.equal(await plot.execute(sql.setText("defaced")), 3);
        assert.deepEqual(column(await plot.query(sql.texts), "text"), Array(3).fill("defaced"));
        assert.equal(await plot.execute(sql.remove), 3);
      }),
    );
    assert.equal(await mine.children.count({ where: { [names.childParentId]: home } }), 1);
  });

  it("keeps or drops its writes with the transaction it is in", async () => {
    const { mine, home } = pair();
    const id = probe.child.newId();
    const attempt = () =>
      mine.transaction(async ({ raw }) => {
        await raw.$executeRawUnsafe(sql.insert(id, "dropped", home));
        throw new Error("dropped");
      });
    await untouched(mine, () => assert.rejects(attempt, /dropped/));
    await mine.transaction(async ({ raw }) => {
      await raw.$executeRawUnsafe(sql.insert(id, "kept", home));
      await raw.$executeRawUnsafe(`${sql.remove} ${sql.where(id)}`);
    });
  });

  describe("is refused when it", () => {
    for (const [name, text] of Object.entries(attacksOn(sql))) {
      it(name, async () => {
        const { mine, other } = pair();
        await untouched(other, () =>
          untouched(mine, async () => {
            await fails(() => mine.client.$queryRawUnsafe(text));
            await fails(() => mine.client.$executeRawUnsafe(text));
            await fails(() => mine.transaction(({ raw }) => Promise.resolve(raw.$queryRawUnsafe(text))));
            // The same words are welcome where they are only a value, and the handle is as good as before.
            assert.deepEqual(await mine.query(`SELECT ${sql.literal(text)} AS "text"`), [{ text }]);
          }),
        );
        await writable(mine);
      });
    }
  });

  describe("reaches nobody when it", () => {
    for (const [name, textOf] of Object.entries(reachesOn(sql))) {
      it(name, async () => {
        const { mine, other } = pair();
        const text = textOf(other);
        await untouched(other, () =>
          untouched(mine, async () => {
            // Refused or empty, according to whether the model has a place of that name.
            const rows = await mine.query(text).catch(() => []);
            assert.deepEqual(rows, []);
          }),
        );
        await writable(mine);
      });
    }
  });

  async function writable(plot: Plot): Promise<void> {
    const id = await plot.addParent("still writable");
    await plot.parents.delete({ where: { [names.parentId]: id } });
  }
}
