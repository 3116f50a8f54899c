import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { createProject, createTask, listTasks, updateTask } from "../index";
import type { TaskStatus } from "../inputs";
import { refusalOf } from "../testing/refusal";
import { useTestPlatform } from "../testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "../testing/test-workspace";

const installation = useTestPlatform();
const runs = process.env.ACRE_TEST_FULL ? 100 : 8;
let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace(installation().platform);
});

/** A project with a task for each letter, all in one column. */
async function column(letters: string, status: TaskStatus = "todo") {
  const { owner } = workspace;
  const { id: projectId } = await createProject(owner, { name: "Column" });
  const ids = new Map<string, string>();
  for (const title of letters) {
    ids.set(title, (await createTask(owner, { projectId, title, status })).id);
  }
  const idOf = (letter: string) => {
    const id = ids.get(letter);
    if (id === undefined) throw new Error(`There is no task ${letter}.`);
    return id;
  };
  return {
    projectId,
    idOf,
    order: async (of: TaskStatus = status) =>
      (await listTasks(owner, { projectId, status: of, limit: 500 })).tasks
        .map(({ title }) => title)
        .join(""),
    move: (letter: string, place: { before: string } | { after: string }, to?: TaskStatus) =>
      updateTask(owner, {
        id: idOf(letter),
        position: "before" in place ? { before: idOf(place.before) } : { after: idOf(place.after) },
        ...(to ? { status: to } : {}),
      }),
  };
}

describe("moving a task", () => {
  it("puts it directly before or after another", async () => {
    const { move, order } = await column("abcd");
    await move("d", { before: "a" });
    expect(await order()).toBe("dabc");
    await move("d", { after: "c" });
    expect(await order()).toBe("abcd");
    await move("a", { after: "b" });
    expect(await order()).toBe("bacd");
    await move("d", { before: "c" });
    expect(await order()).toBe("badc");
    await move("d", { before: "c" });
    expect(await order()).toBe("badc");
  });

  it("to another status puts it at that column's end, or where it is told", async () => {
    const { projectId, move, order, idOf } = await column("abc");
    const { owner } = workspace;
    for (const title of ["x", "y"]) await createTask(owner, { projectId, title, status: "completed" });
    await updateTask(owner, { id: idOf("a"), status: "completed" });
    expect([await order("todo"), await order("completed")]).toEqual(["bc", "xya"]);
    const moved = await move("b", { before: "a" }, "completed");
    expect([await order("todo"), await order("completed")]).toEqual(["c", "xyba"]);
    expect(moved.completedAt).not.toBeNull();
  });

  it("follows any list of moves as a list of letters does", async () => {
    const letters = "abcdef";
    const letter = fc.constantFrom(...letters);
    const moves = fc.array(fc.tuple(letter, letter, fc.boolean()), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(moves, async (list) => {
        const { move, order } = await column(letters);
        let expected = letters;
        for (const [moving, anchor, before] of list) {
          if (moving === anchor) continue;
          await move(moving, before ? { before: anchor } : { after: anchor });
          const rest = expected.replace(moving, "");
          const at = rest.indexOf(anchor) + (before ? 0 : 1);
          expected = rest.slice(0, at) + moving + rest.slice(at);
        }
        expect(await order()).toBe(expected);
      }),
      { numRuns: runs },
    );
  }, 120_000);

  it("finds room for ever between the same two", async () => {
    const { move, order } = await column("axyb");
    // Each time the gap is halved: without spreading, numbers end after some fifty moves.
    for (let n = 0; n < 70; n += 1) await move(n % 2 ? "x" : "y", { after: "a" });
    expect(await order()).toBe("axyb");
  }, 60_000);

  it("among tasks at one and the same place puts it where it was told", async () => {
    const { projectId, move, order } = await column("abcd");
    await workspace.db.task.updateMany({ where: { projectId }, data: { position: 7 } });
    expect(await order()).toBe("abcd");
    await move("d", { before: "b" });
    expect(await order()).toBe("adbc");
    await move("a", { after: "b" });
    expect(await order()).toBe("dbac");
  });

  it("spreads a full column without touching the tasks it does not move", async () => {
    const { projectId, move, idOf } = await column("abcd");
    const { db } = workspace;
    const old = new Date("2020-01-01T00:00:00.000Z");
    await db.task.updateMany({ where: { projectId }, data: { position: 7, updatedAt: old } });
    await move("d", { before: "b" });
    const bystanders = await db.task.findMany({ where: { projectId, id: { not: idOf("d") } } });
    expect(new Set(bystanders.map(({ position }) => position)).size).toBe(3);
    expect(bystanders.map(({ updatedAt }) => updatedAt)).toEqual([old, old, old]);
  });

  it("beside itself or a task of another column is refused by name", async () => {
    const { move, order, idOf } = await column("abc");
    await updateTask(workspace.owner, { id: idOf("c"), status: "completed" });
    const refused = { code: "invalid_input", fields: ["position"] };
    expect(await refusalOf(() => move("a", { before: "a" }))).toMatchObject(refused);
    expect(await refusalOf(() => move("a", { after: "c" }))).toMatchObject(refused);
    expect(await order()).toBe("ab");
    expect(await refusalOf(() => move("a", { after: "c" }, "completed"))).toBeNull();
  });

  it("of many at once loses none and gives no two one place", async () => {
    const letters = "abcdefghijkl";
    const { move, order, projectId } = await column(letters);
    await Promise.all([...letters.slice(1)].map((letter) => move(letter, { after: "a" })));
    const found = await order();
    expect(found.startsWith("a")).toBe(true);
    expect([...found].sort().join("")).toBe(letters);
    const places = await workspace.db.task.findMany({ where: { projectId }, select: { position: true } });
    expect(new Set(places.map(({ position }) => position)).size).toBe(letters.length);
  });
});
