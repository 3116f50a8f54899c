import { beforeAll, describe, expect, it } from "vitest";
import {
  createComment,
  createLabel,
  createProject,
  createTask,
  deleteLabel,
  deleteTask,
  getTask,
  listComments,
  listLabels,
  listMembers,
  listMyTasks,
  listTasks,
  updateTask,
} from "../index";
import { taskPriorities, taskStatuses } from "../inputs";
import { refusalCode, refusalOf } from "../testing/refusal";
import { useTestPlatform } from "../testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "../testing/test-workspace";

const installation = useTestPlatform();
let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace(installation().platform);
});

async function newProject(name = "House") {
  return (await createProject(workspace.owner, { name })).id;
}

describe("a task", () => {
  it("is made with what was given, and plain where nothing was", async () => {
    const { owner } = workspace;
    const projectId = await newProject();
    const label = await createLabel(owner, { name: "soon" });
    const plain = await createTask(owner, { projectId, title: " Walls " });
    expect(plain).toMatchObject({
      title: "Walls",
      number: 1,
      status: "todo",
      priority: "none",
      description: null,
      assigneeId: null,
      dueDate: null,
      labelIds: [],
      commentCount: 0,
      completedAt: null,
      archivedAt: null,
      creatorId: owner.actor.userId,
    });
    const full = {
      title: "Roof",
      description: "Tiles\n\tand laths",
      status: "in_review",
      priority: "urgent",
      assigneeId: owner.actor.userId,
      dueDate: "2027-02-28",
    } as const;
    const made = await createTask(owner, { projectId, ...full, labelIds: [label.id, label.id] });
    expect(made).toMatchObject({ ...full, labelIds: [label.id], number: 2 });
    expect(made.key).toMatch(/^HOU\d*-2$/);
    expect(await getTask(owner, made)).toEqual(made);
  });

  it("is changed field by field, and what is not named stays", async () => {
    const { owner } = workspace;
    const projectId = await newProject();
    const label = await createLabel(owner, { name: "later" });
    const task = await createTask(owner, {
      projectId,
      title: "A",
      description: "B",
      dueDate: "2027-01-01",
      assigneeId: owner.actor.userId,
    });
    const changes = [
      { title: "C" },
      { description: null },
      { priority: "high" },
      { assigneeId: null },
      { dueDate: null },
      { labelIds: [label.id] },
      { labelIds: [] },
    ] as const;
    let expected = task;
    for (const change of changes) {
      const wanted = "labelIds" in change ? { labelIds: [...change.labelIds] } : change;
      const changed = await updateTask(owner, { id: task.id, ...wanted });
      expect(changed).toEqual({ ...expected, ...wanted, updatedAt: changed.updatedAt });
      expected = changed;
    }
  });

  it("is deleted with its comments, and its number is not given again", async () => {
    const { owner, db } = workspace;
    const projectId = await newProject();
    const task = await createTask(owner, { projectId, title: "A" });
    await createComment(owner, { taskId: task.id, body: "Gone with it." });
    await deleteTask(owner, task);
    expect(await refusalCode(() => getTask(owner, task))).toBe("not_found");
    expect(await db.comment.count({ where: { taskId: task.id } })).toBe(0);
    expect((await createTask(owner, { projectId, title: "B" })).number).toBe(2);
  });

  it("gets a number and a place of its own when 50 are made at once", async () => {
    const { owner } = workspace;
    const projectId = await newProject();
    const made = await Promise.all(
      Array.from({ length: 50 }, (_, n) => createTask(owner, { projectId, title: `Task ${n}` })),
    );
    const numbers = made.map(({ number }) => number).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
    expect(new Set(made.map(({ position }) => position)).size).toBe(50);
    const { tasks } = await listTasks(owner, { projectId, limit: 500 });
    expect(tasks.map(({ number }) => number)).toEqual(numbers);
  });

  it("says when it was completed, for as long as it is", async () => {
    const { owner } = workspace;
    const projectId = await newProject();
    const done = await createTask(owner, { projectId, title: "Done", status: "completed" });
    expect(done.completedAt).not.toBeNull();

    const { id } = await createTask(owner, { projectId, title: "A" });
    const completed = await updateTask(owner, { id, status: "completed" });
    expect(Math.abs(Date.parse(completed.completedAt ?? "") - Date.now())).toBeLessThan(60_000);
    expect((await updateTask(owner, { id, status: "completed", title: "B" })).completedAt).toBe(
      completed.completedAt,
    );
    for (const status of ["cancelled", "todo"] as const) {
      expect((await updateTask(owner, { id, status })).completedAt).toBeNull();
    }
  });

  it("is archived and restored without leaving its place", async () => {
    const { owner } = workspace;
    const projectId = await newProject();
    const task = await createTask(owner, { projectId, title: "A" });
    const other = await createTask(owner, { projectId, title: "B" });
    const titles = async (archived?: "true" | "false") =>
      (await listTasks(owner, { projectId, ...(archived ? { archived } : {}) })).tasks.map(
        ({ title }) => title,
      );

    const archived = await updateTask(owner, { id: task.id, archived: true });
    expect(archived.archivedAt).not.toBeNull();
    expect(await titles()).toEqual(["B"]);
    expect(await titles("false")).toEqual(["B"]);
    expect(await titles("true")).toEqual(["A"]);
    const again = await updateTask(owner, { id: task.id, archived: true });
    expect(again.archivedAt).toBe(archived.archivedAt);

    const restored = await updateTask(owner, { id: task.id, archived: false });
    expect(restored).toMatchObject({ archivedAt: null, position: task.position, status: task.status });
    expect(await titles()).toEqual(["A", "B"]);
    expect(restored.position).toBeLessThan(other.position);
  });
});

describe("the filters of a list", () => {
  it("find exactly what they name, alone and together", async () => {
    const { owner, join } = workspace;
    const projectId = await newProject();
    const member = await join("member");
    const label = await createLabel(owner, { name: "filtered" });
    const people = [owner.actor.userId, member.actor.userId, null];
    for (let n = 0; n < 36; n += 1) {
      await createTask(owner, {
        projectId,
        title: n % 4 === 0 ? `Paint ${n}` : `Nail ${n}`,
        status: taskStatuses[n % taskStatuses.length] ?? "todo",
        priority: taskPriorities[n % taskPriorities.length] ?? "none",
        assigneeId: people[n % 3] ?? null,
        ...(n % 2 ? { labelIds: [label.id] } : {}),
      });
    }
    const all = (await listTasks(owner, { projectId, limit: 500 })).tasks;
    type Filter = Omit<Parameters<typeof listTasks>[1], "projectId">;
    const cases: [Filter, (task: (typeof all)[number]) => boolean][] = [
      ...taskStatuses.map(
        (status) => [{ status }, (task) => task.status === status] as (typeof cases)[number],
      ),
      ...taskPriorities.map(
        (priority) => [{ priority }, (task) => task.priority === priority] as (typeof cases)[number],
      ),
      [{ assignee: "me" }, (task) => task.assigneeId === owner.actor.userId],
      [{ assignee: "none" }, (task) => task.assigneeId === null],
      [{ assignee: member.actor.userId }, (task) => task.assigneeId === member.actor.userId],
      [{ label: label.id }, (task) => task.labelIds.includes(label.id)],
      [{ query: "paint" }, (task) => task.title.startsWith("Paint")],
      [{ query: "paint", label: label.id }, () => false],
      [
        { status: "todo", assignee: member.actor.userId, label: label.id },
        (task) =>
          task.status === "todo" &&
          task.assigneeId === member.actor.userId &&
          task.labelIds.includes(label.id),
      ],
    ];
    for (const [filter, keep] of cases) {
      const { tasks } = await listTasks(owner, { projectId, limit: 500, ...filter });
      const expected = all.filter(keep).map(({ id }) => id);
      expect(
        tasks.map(({ id }) => id),
        JSON.stringify(filter),
      ).toEqual(expected);
    }
  });

  it("take a query's signs as they stand", async () => {
    const { owner } = workspace;
    const projectId = await newProject();
    const titles = ["100% done", "1000 done", "a_b", "axb", "C:\\temp", "it's", 'say "hi"', "日本", "*"];
    for (const title of titles) await createTask(owner, { projectId, title });
    const found = async (query: string) =>
      (await listTasks(owner, { projectId, query })).tasks.map(({ title }) => title);
    expect(await found("0%")).toEqual(["100% done"]);
    expect(await found("a_b")).toEqual(["a_b"]);
    expect(await found("\\")).toEqual(["C:\\temp"]);
    expect(await found("'s")).toEqual(["it's"]);
    expect(await found('"hi"')).toEqual(['say "hi"']);
    expect(await found("本")).toEqual(["日本"]);
    expect(await found("*")).toEqual(["*"]);
    expect(await found("  ")).toHaveLength(titles.length);
  });
});

describe("my work", () => {
  it("is the open tasks given to the actor, dated ones first", async () => {
    const { owner, join } = workspace;
    const me = await join("member");
    const assigneeId = me.actor.userId;
    const [one, two] = [await newProject(), await newProject()];
    const give = (projectId: string, title: string, more: object = {}) =>
      createTask(owner, { projectId, title, assigneeId, ...more });
    await give(one, "undated");
    await give(two, "late", { dueDate: "2027-03-01" });
    await give(one, "early", { dueDate: "2027-01-01" });
    await give(one, "finished", { status: "completed" });
    await give(one, "called off", { status: "cancelled" });
    const away = await give(two, "put away");
    await updateTask(owner, { id: away.id, archived: true });
    await createTask(owner, { projectId: one, title: "somebody else's", assigneeId: owner.actor.userId });
    expect((await listMyTasks(me)).tasks.map(({ title }) => title)).toEqual(["early", "late", "undated"]);
  });
});

describe("comments", () => {
  it("are listed oldest first and counted on their task", async () => {
    const { owner, join } = workspace;
    const guest = await join("guest");
    const task = await createTask(owner, { projectId: await newProject(), title: "Talked about" });
    for (const [ctx, body] of [
      [owner, "one"],
      [guest, "two"],
      [owner, "three"],
    ] as const) {
      await createComment(ctx, { taskId: task.id, body });
    }
    const { comments } = await listComments(owner, { taskId: task.id });
    expect(comments.map(({ body }) => body)).toEqual(["one", "two", "three"]);
    expect(comments.map(({ authorId }) => authorId)).toEqual([
      owner.actor.userId,
      guest.actor.userId,
      owner.actor.userId,
    ]);
    expect((await getTask(owner, task)).commentCount).toBe(3);
  });
});

describe("labels", () => {
  it("have one name each, come by name and go off every task when they go", async () => {
    const { owner, db } = await makeWorkspace(installation().platform);
    const zebra = await createLabel(owner, { name: "zebra" });
    const ant = await createLabel(owner, { name: "ant", color: "rose" });
    expect((await listLabels(owner)).labels).toEqual([ant, zebra]);
    expect(zebra.color).not.toBe("");
    expect(await refusalOf(() => createLabel(owner, { name: " ant " }))).toMatchObject({
      code: "name_taken",
      fields: ["name"],
    });
    const project = await createProject(owner, { name: "Zoo" });
    const task = await createTask(owner, { projectId: project.id, title: "A", labelIds: [ant.id, zebra.id] });
    await deleteLabel(owner, ant);
    expect((await getTask(owner, task)).labelIds).toEqual([zebra.id]);
    expect(await db.taskLabel.count()).toBe(1);
  });
});

describe("members", () => {
  it("are listed by name, without those who left", async () => {
    const { owner, join, db } = await makeWorkspace(installation().platform);
    await join("guest", "Zoe");
    await join("admin", "Bo");
    const left = await join("member", "Cy");
    await db.user.update({ where: { id: left.actor.userId }, data: { active: false } });
    const { members } = await listMembers(owner);
    expect(members.map(({ name, role }) => [name, role])).toEqual([
      ["Ada", "owner"],
      ["Bo", "admin"],
      ["Zoe", "guest"],
    ]);
  });
});
