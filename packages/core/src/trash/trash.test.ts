import { beforeAll, describe, expect, it } from "vitest";
import { hiddenProjects } from "../audit/hidden-projects";
import { dayMs } from "../durations";
import {
  createComment,
  createLabel,
  createProject,
  createTask,
  deleteFromTrash,
  deleteProject,
  deleteTask,
  getProject,
  getTask,
  listArchivedTasks,
  listComments,
  listLabels,
  listMyTasks,
  listProjects,
  listTasks,
  listTrash,
  type MemberContext,
  restoreFromTrash,
  updateProject,
} from "../index";
import { archiveCompleted } from "../tasks/archive-completed";
import type { Task } from "../tasks/inputs";
import { dumpTables } from "../testing/dump";
import { fillProject } from "../testing/fill-project";
import { outcomeOf } from "../testing/outcome-of";
import { refusalCode, refusalOf } from "../testing/refusal";
import { useTestPlatform } from "../testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "../testing/test-workspace";
import { purgeTrash } from "./purge-trash";

const installation = useTestPlatform();
const full = process.env.ACRE_TEST_FULL !== undefined;
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs);
let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace(installation().platform);
});

const idsIn = async (ctx: MemberContext) => (await listTrash(ctx, { limit: 200 })).trash.map(({ id }) => id);
const restore = (id: string, ctx = workspace.owner) => restoreFromTrash(ctx, { id });

async function makeTask(projectId = workspace.projectId, title = "Paint") {
  return createTask(workspace.owner, { projectId, title });
}

describe("a deleted task", () => {
  it("is nowhere but in the trash, and comes back whole to its place", async () => {
    const { owner, projectId } = workspace;
    const member = await workspace.join("member");
    const kept = await createLabel(owner, { name: "kept" });
    const gone = await createLabel(owner, { name: "gone" });
    const made = await createTask(owner, {
      projectId,
      title: "Whole",
      description: "All of it",
      priority: "high",
      dueDate: "2026-01-31",
      assigneeId: member.actor.userId,
      labelIds: [kept.id, gone.id],
    });
    await makeTask();
    const comment = await createComment(member, { taskId: made.id, body: "Mine" });
    const before = await getTask(owner, { id: made.id });
    const counted = await getProject(owner, { id: projectId });

    await deleteTask(member, { id: made.id });
    expect(await refusalCode(() => getTask(owner, { id: made.id }))).toBe("not_found");
    expect(await refusalCode(() => deleteTask(owner, { id: made.id }))).toBe("not_found");
    expect(await refusalCode(() => listComments(owner, { taskId: made.id }))).toBe("not_found");
    expect((await listMyTasks(member)).tasks).toEqual([]);
    expect((await listTasks(owner, { projectId })).tasks.map(({ id }) => id)).not.toContain(made.id);
    expect((await getProject(owner, { id: projectId })).taskCounts.total).toBe(counted.taskCounts.total - 1);
    const [item] = (await listTrash(owner)).trash;
    expect(item).toMatchObject({
      id: made.id,
      kind: "task",
      name: "Whole",
      key: made.key,
      project: { id: projectId },
      deletedById: member.actor.userId,
    });
    expect(Date.parse(item?.purgedAt ?? "") - Date.parse(item?.deletedAt ?? "")).toBe(30 * dayMs);

    await workspace.db.label.delete({ where: { id: gone.id } });
    const { task } = await restore(made.id, member);
    expect(task).toEqual({ ...before, labelIds: [kept.id], updatedAt: task?.updatedAt });
    expect(await getTask(owner, { id: made.id })).toEqual(task);
    expect((await listComments(owner, { taskId: made.id })).comments).toEqual([comment]);
    expect(await idsIn(owner)).not.toContain(made.id);
  });

  it("keeps its place in the log", async () => {
    const task = await makeTask();
    await deleteTask(workspace.owner, { id: task.id });
    await restore(task.id);
    await deleteTask(workspace.owner, { id: task.id });
    await deleteFromTrash(workspace.owner, { id: task.id });
    const entries = await workspace.db.auditEvent.findMany({
      where: { resourceId: task.id },
      orderBy: { id: "asc" },
    });
    expect(entries.map(({ action }) => action)).toEqual([
      "task.created",
      "task.deleted",
      "task.restored",
      "task.deleted",
      "task.purged",
    ]);
  });

  it("is seen and brought back by those alone who see its project, while that is not archived", async () => {
    const { owner } = workspace;
    const outsider = await workspace.join("admin");
    const secret = await createProject(owner, { name: "Secret", private: true });
    const { id } = await makeTask(secret.id);
    await deleteTask(owner, { id });
    expect(await idsIn(owner)).toContain(id);
    expect(await idsIn(outsider)).not.toContain(id);
    expect(await refusalCode(() => restore(id, outsider))).toBe("not_found");
    expect(await refusalCode(() => deleteFromTrash(outsider, { id }))).toBe("not_found");

    await updateProject(owner, { id: secret.id, status: "archived" });
    expect(await refusalCode(() => restore(id))).toBe("project_archived");
    await updateProject(owner, { id: secret.id, status: "active" });
    expect((await restore(id)).task?.id).toBe(id);
  });

  it("is there whole or in the trash whole, whatever fails on the way", async () => {
    const { owner, db } = workspace;
    const { id } = await makeTask();
    await createComment(owner, { taskId: id, body: "Stays" });
    for (const [work, table] of [
      [() => deleteTask(owner, { id }), "trash"],
      [() => deleteTask(owner, { id }), "audit_log"],
      [() => deleteTask(owner, { id }), null],
      [() => restore(id), "tasks"],
      [() => restore(id), "comments"],
      [() => restore(id), "audit_log"],
    ] as const) {
      const before = await dumpTables(db);
      const allow = table && (await workspace.refuseInserts(table));
      if (allow === null) {
        await work();
        continue;
      }
      await expect(work()).rejects.toThrow();
      await allow();
      expect(await dumpTables(db)).toEqual(before);
    }
    expect((await restore(id)).task?.commentCount).toBe(1);
  });
});

describe("at once", () => {
  it("a task comes back once, of several who ask", async () => {
    const { id } = await makeTask();
    await deleteTask(workspace.owner, { id });
    const asked = await Promise.all([1, 2, 3].map(() => outcomeOf(() => restore(id))));
    expect(asked.toSorted()).toEqual(["done", "not_found", "not_found"]);
    expect(await workspace.db.task.count({ where: { id } })).toBe(1);
  });

  it("it is deleted once, with what was said of it until then", async () => {
    const { owner, db } = workspace;
    const { id } = await makeTask();
    const asked = await Promise.all([
      outcomeOf(() => deleteTask(owner, { id })),
      outcomeOf(() => deleteTask(owner, { id })),
      ...Array.from({ length: 4 }, (_, n) =>
        outcomeOf(() => createComment(owner, { taskId: id, body: `Word ${n}` })),
      ),
    ]);
    expect(asked.slice(0, 2).toSorted()).toEqual(["done", "not_found"]);
    const said = asked.slice(2).filter((how) => how === "done").length;
    expect((await restore(id)).task?.commentCount).toBe(said);
    expect(await db.auditEvent.count({ where: { resourceId: id, action: "task.deleted" } })).toBe(1);
  });

  it("it is brought back or removed for good, and the log says which", async () => {
    const { owner, db } = workspace;
    for (let round = 0; round < 4; round++) {
      const { id } = await makeTask();
      await deleteTask(owner, { id });
      const asked = await Promise.all([
        outcomeOf(() => restore(id)),
        outcomeOf(() => deleteFromTrash(owner, { id })),
      ]);
      expect(asked.toSorted()).toEqual(["done", "not_found"]);
      const back = asked[0] === "done";
      expect(await db.task.count({ where: { id } })).toBe(back ? 1 : 0);
      expect(await idsIn(owner)).not.toContain(id);
      const told = { resourceId: id, action: { in: ["task.restored", "task.purged"] } };
      expect((await db.auditEvent.findMany({ where: told })).map(({ action }) => action)).toEqual([
        back ? "task.restored" : "task.purged",
      ]);
    }
  });

  it("a project is deleted while its tasks are deleted, made and brought back: none is lost or doubled", async () => {
    const { owner, db } = workspace;
    for (let round = 0; round < 3; round++) {
      const project = await createProject(owner, { name: "Busy" });
      const tasks: Task[] = [];
      for (let n = 0; n < 6; n++) tasks.push(await makeTask(project.id));
      const [away, back, ...others] = tasks;
      await deleteTask(owner, { id: back?.id ?? "" });
      const made: string[] = [];
      await Promise.all([
        outcomeOf(() => deleteTask(owner, { id: away?.id ?? "" })),
        outcomeOf(() => restore(back?.id ?? "")),
        outcomeOf(() => deleteProject(owner, { id: project.id })),
        outcomeOf(async () => void made.push((await makeTask(project.id)).id)),
      ]);
      expect(await db.task.count({ where: { projectId: project.id } })).toBe(0);
      expect(await idsIn(owner)).toContain(project.id);
      await restore(project.id);
      const here = await db.task.findMany({ where: { projectId: project.id }, select: { id: true } });
      const lying = (await idsIn(owner)).filter((id) => tasks.some((task) => task.id === id));
      expect([...here.map(({ id }) => id), ...lying].toSorted()).toEqual(
        [...tasks.map(({ id }) => id), ...made].toSorted(),
      );
      expect(here.length).toBeGreaterThanOrEqual(others.length);
    }
  });

  it("a project comes back once", async () => {
    const project = await createProject(workspace.owner, { name: "Twice" });
    const { id } = await makeTask(project.id);
    await deleteProject(workspace.owner, project);
    const asked = await Promise.all([1, 2].map(() => outcomeOf(() => restore(project.id))));
    expect(asked.toSorted()).toEqual(["done", "not_found"]);
    expect(await workspace.db.task.count({ where: { id } })).toBe(1);
  });
});

describe("a deleted project", () => {
  it("comes back whole, with its tasks and what had been put away or deleted before", async () => {
    const { owner, db } = workspace;
    const project = await createProject(owner, { name: "Garden", private: true, color: "moss" });
    const friend = await workspace.join("member");
    await db.projectMember.create({ data: { projectId: project.id, userId: friend.actor.userId } });
    const label = await createLabel(owner, { name: "soil" });
    const task = await createTask(owner, { projectId: project.id, title: "Dig", labelIds: [label.id] });
    await createComment(friend, { taskId: task.id, body: "With what?" });
    const old = await createTask(owner, { projectId: project.id, title: "Plan", status: "completed" });
    await db.task.update({ where: { id: old.id }, data: { completedAt: daysAgo(100) } });
    await archiveCompleted(db, owner.tenant, { before: daysAgo(90) });
    const dropped = await makeTask(project.id, "Dropped");
    await deleteTask(friend, { id: dropped.id });
    const before = await read();

    await deleteProject(owner, { id: project.id });
    expect(await refusalCode(() => getProject(owner, { id: project.id }))).toBe("not_found");
    expect(await refusalCode(() => getTask(owner, { id: task.id }))).toBe("not_found");
    expect((await listProjects(owner)).projects.map(({ id }) => id)).not.toContain(project.id);
    expect((await listArchivedTasks(owner)).archivedTasks.map(({ taskId }) => taskId)).not.toContain(old.id);
    expect((await listLabels(owner)).labels.length).toBeGreaterThan(0);
    const [item] = (await listTrash(owner)).trash;
    expect(item).toMatchObject({ id: project.id, kind: "project", name: "Garden", key: null, taskCount: 1 });
    expect(await idsIn(owner)).not.toContain(dropped.id);
    expect(await refusalCode(() => restore(dropped.id))).toBe("not_found");

    expect((await restore(project.id)).project?.id).toBe(project.id);
    expect(await read()).toEqual(before);
    expect((await createTask(owner, { projectId: project.id, title: "Next" })).number).toBe(4);

    async function read() {
      const { updatedAt: _, ...row } = await getProject(friend, { id: project.id });
      const { updatedAt: __, ...dig } = await getTask(friend, { id: task.id });
      return {
        row,
        dig,
        comments: await listComments(friend, { taskId: task.id }),
        archived: (await listArchivedTasks(friend, { projectId: project.id })).archivedTasks,
        trash: (await listTrash(friend)).trash.filter(({ id }) => id === dropped.id),
      };
    }
  });

  it("is seen by those alone who saw it, and brought back by those who may delete it", async () => {
    const { owner, db } = workspace;
    const [maker, friend, admin, stranger] = [
      await workspace.join("member"),
      await workspace.join("member"),
      await workspace.join("admin"),
      await workspace.join("admin"),
    ];
    const secret = await createProject(maker, { name: "Secret", private: true });
    for (const { actor } of [friend, admin])
      await db.projectMember.create({ data: { projectId: secret.id, userId: actor.userId } });
    await deleteProject(maker, secret);
    for (const ctx of [maker, friend, admin]) expect(await idsIn(ctx)).toContain(secret.id);
    for (const ctx of [stranger, owner]) {
      expect(await idsIn(ctx)).not.toContain(secret.id);
      expect(await refusalCode(() => restore(secret.id, ctx))).toBe("not_found");
      expect(await refusalCode(() => deleteFromTrash(ctx, secret))).toBe("not_found");
    }
    expect(await refusalCode(() => restore(secret.id, friend))).toBe("forbidden");
    const looking = { ...owner, actor: { ...owner.actor, kind: "operator", userId: null } as const };
    expect((await listTrash(looking)).trash.map(({ id }) => id)).not.toContain(secret.id);
    expect((await restore(secret.id, admin)).project?.id).toBe(secret.id);
  });

  it("whose key is another's by now says so, and stays where it is", async () => {
    const { owner } = workspace;
    const first = await createProject(owner, { name: "First", key: "SAME" });
    const task = await makeTask(first.id);
    await deleteProject(owner, first);
    const second = await createProject(owner, { name: "Second", key: "SAME" });
    expect(await refusalOf(() => restore(first.id))).toMatchObject({
      code: "key_taken",
      message: expect.stringContaining("SAME"),
    });
    expect(await idsIn(owner)).toContain(first.id);
    await updateProject(owner, { id: second.id, key: "OTHER" });
    await restore(first.id);
    expect((await getTask(owner, { id: task.id })).key).toBe("SAME-1");
  });

  it("keeps what was written of it when it was private to itself, though it was deleted once while open", async () => {
    const { owner } = workspace;
    const other = await workspace.join("admin");
    const project = await createProject(owner, { name: "Open" });
    await deleteProject(owner, project);
    await restore(project.id);
    await updateProject(owner, { id: project.id, private: true });
    await updateProject(owner, { id: project.id, name: "Closed" });
    await deleteProject(owner, project);
    expect([...(await hiddenProjects(workspace.db, other.actor.userId, [project.id]))]).toEqual([project.id]);
  });

  it("of more tasks than fit one statement is moved there and back", async () => {
    const { owner, db } = workspace;
    const project = await createProject(owner, { name: "Large" });
    const many = full ? 10_000 : 1_001;
    await fillProject(owner, project.id, many);
    await deleteProject(owner, project);
    expect(await db.trashPart.count({ where: { trashId: project.id } })).toBe(many);
    expect((await restore(project.id)).project?.taskCounts.total).toBe(many);
    expect(await db.trashPart.count({ where: { trashId: project.id } })).toBe(0);
    await deleteProject(owner, project);
    await deleteFromTrash(owner, project);
    expect(await db.trashPart.count({ where: { trashId: project.id } })).toBe(0);
  }, 120_000);

  // In processor time, and beside a smaller one: how fast the machine is, and what else it does, says nothing then.
  it("of ten times as many tasks takes about ten times as long to move there and back", async ({ skip }) => {
    skip(!full, "10,000 tasks take a while: ACRE_TEST_FULL=1 runs it.");
    const { owner } = workspace;
    async function movedFor(tasks: number): Promise<number> {
      const project = await createProject(owner, { name: `${tasks} tasks` });
      await fillProject(owner, project.id, tasks);
      const begun = process.cpuUsage();
      await deleteProject(owner, project);
      await restore(project.id);
      const { user, system } = process.cpuUsage(begun);
      await deleteProject(owner, project);
      await deleteFromTrash(owner, project);
      return (user + system) / 1000;
    }
    // Compiled by then.
    await movedFor(1000);
    const small = await movedFor(1000);
    const large = await movedFor(10_000);
    console.log(`1,000 tasks: ${small.toFixed(0)} ms, 10,000: ${large.toFixed(0)} ms of the processor`);
    expect(large).toBeLessThan(25 * small);
  }, 120_000);
});

describe("the trash", () => {
  it("is listed a page at a time, newest first", async () => {
    const { owner } = workspace;
    for (let n = 0; n < 5; n++) await deleteTask(owner, { id: (await makeTask()).id });
    const all = (await listTrash(owner, { limit: 200 })).trash;
    const first = await listTrash(owner, { limit: 2 });
    const second = await listTrash(owner, { limit: 2, cursor: first.nextCursor ?? "" });
    expect([...first.trash, ...second.trash]).toEqual(all.slice(0, 4));
    const times = all.map(({ deletedAt }) => deletedAt);
    expect(times).toEqual(times.toSorted().toReversed());
  });

  it("is emptied of what has lain there for 30 days, by several at once, and of nothing else", async () => {
    const { owner, db } = workspace;
    const before = await db.trashItem.count();
    const due: string[] = [];
    const project = await createProject(owner, { name: "Due" });
    await makeTask(project.id);
    await deleteProject(owner, project);
    due.push(project.id);
    for (let n = 0; n < 30; n++) {
      const { id } = await makeTask();
      await deleteTask(owner, { id });
      due.push(id);
    }
    await db.trashItem.updateMany({ where: { id: { in: due } }, data: { createdAt: daysAgo(30.01) } });
    const young = await makeTask();
    await deleteTask(owner, { id: young.id });
    await db.trashItem.update({ where: { id: young.id }, data: { createdAt: daysAgo(29.99) } });

    // Its time is over, whether something has removed it yet or not.
    expect(await idsIn(owner)).not.toContain(due[3]);
    expect(await refusalCode(() => restore(due[3] ?? ""))).toBe("not_found");

    const purge = () => purgeTrash(db, owner.tenant, { now: new Date() });
    const removed = await Promise.all([purge(), purge(), purge()]);
    expect(removed.reduce((sum, count) => sum + count, 0)).toBe(31);
    expect(await db.trashItem.count()).toBe(before + 1);
    expect(await db.trashPart.count({ where: { trashId: project.id } })).toBe(0);
    const told = await db.auditEvent.findMany({ where: { resourceId: { in: due }, actorKind: "system" } });
    expect(told.map(({ action }) => action).toSorted()).toEqual([
      "project.purged",
      ...Array(30).fill("task.purged"),
    ]);
  });

  it("is left alone by a purge that is to end", async () => {
    const { owner, db } = workspace;
    const { id } = await makeTask();
    await deleteTask(owner, { id });
    await db.trashItem.update({ where: { id }, data: { createdAt: daysAgo(31) } });
    const signal = AbortSignal.abort();
    await expect(purgeTrash(db, owner.tenant, { now: new Date(), signal })).rejects.toThrow();
    expect(await db.trashItem.count({ where: { id } })).toBe(1);
  });
});
