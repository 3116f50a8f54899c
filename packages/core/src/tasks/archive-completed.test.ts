import { beforeAll, describe, expect, it } from "vitest";
import { dayMs } from "../durations";
import {
  createComment,
  createLabel,
  createProject,
  createTask,
  deleteProject,
  getTask,
  listActivity,
  listArchivedTasks,
  listComments,
  restoreArchivedTask,
  updateProject,
} from "../index";
import { refusalCode } from "../testing/refusal";
import { useTestPlatform } from "../testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "../testing/test-workspace";
import { archiveCompleted } from "./archive-completed";

const installation = useTestPlatform();
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs);
let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace(installation().platform);
});

const archive = () => archiveCompleted(workspace.db, workspace.owner.tenant, { before: daysAgo(90) });

async function makeCompleted(days: number, projectId = workspace.projectId) {
  const { owner, db } = workspace;
  const task = await createTask(owner, { projectId, title: "Done long ago", status: "completed" });
  await db.task.update({ where: { id: task.id }, data: { completedAt: daysAgo(days) } });
  return getTask(owner, { id: task.id });
}

async function archivedOf(taskId: string) {
  const { archivedTasks } = await listArchivedTasks(workspace.owner);
  return archivedTasks.find((archived) => archived.taskId === taskId);
}

describe("tasks completed long ago", () => {
  it("are moved out of the way, and others are not", async () => {
    const { owner, db } = workspace;
    const old = await makeCompleted(91);
    const young = await makeCompleted(89);
    const open = await createTask(owner, { projectId: workspace.projectId, title: "Open" });
    await db.task.update({ where: { id: open.id }, data: { completedAt: daysAgo(200) } });

    expect(await archive()).toBe(1);
    expect(await refusalCode(() => getTask(owner, { id: old.id }))).toBe("not_found");
    expect(await getTask(owner, { id: young.id })).toEqual(young);
    expect((await getTask(owner, { id: open.id })).id).toBe(open.id);
    expect(await archivedOf(old.id)).toMatchObject({ key: old.key, title: old.title });
    expect(await archive()).toBe(0);
  });

  it("leave an event of the system's", async () => {
    const old = await makeCompleted(100);
    await archive();
    expect(
      await workspace.db.auditEvent.findMany({ where: { resourceId: old.id, actorKind: "system" } }),
    ).toMatchObject([{ action: "task.archived", projectId: workspace.projectId }]);
  });

  it("are moved once each by several that come at once, more than fit one transaction", async () => {
    const { db, owner } = workspace;
    const project = await createProject(owner, { name: "Many" });
    await db.task.createMany({
      data: Array.from({ length: 60 }, (_, index) => ({
        projectId: project.id,
        number: index + 1,
        title: `Done ${index}`,
        creatorId: owner.actor.userId,
        status: "completed",
        position: index,
        completedAt: daysAgo(120),
      })),
    });
    const moved = await Promise.all([archive(), archive(), archive()]);
    expect(moved.reduce((sum, count) => sum + count, 0)).toBe(60);
    expect(await db.archivedTask.count({ where: { projectId: project.id } })).toBe(60);
  });

  it("end between two batches when they are to", async () => {
    const { db, owner } = workspace;
    const before = await db.task.count();
    await makeCompleted(100);
    const signal = AbortSignal.abort();
    await expect(archiveCompleted(db, owner.tenant, { before: daysAgo(90), signal })).rejects.toThrow();
    expect(await db.task.count()).toBe(before + 1);
    expect(await archive()).toBe(1);
  });
});

describe("a task that was moved out of the way", () => {
  it("comes back whole, but for labels that are gone, and stays", async () => {
    const { owner, projectId, db } = workspace;
    const member = await workspace.join("member");
    const kept = await createLabel(owner, { name: "kept" });
    const gone = await createLabel(owner, { name: "gone" });
    const made = await createTask(owner, {
      projectId,
      title: "Whole",
      description: "All of it",
      priority: "high",
      dueDate: "2026-01-31",
      status: "completed",
      assigneeId: member.actor.userId,
      labelIds: [kept.id, gone.id],
    });
    const comment = await createComment(member, { taskId: made.id, body: "Mine" });
    await db.task.update({ where: { id: made.id }, data: { completedAt: daysAgo(95) } });
    const before = await getTask(owner, { id: made.id });
    await archive();
    await db.label.delete({ where: { id: gone.id } });

    const archived = await archivedOf(made.id);
    expect(archived).toMatchObject({ commentCount: 1, completedAt: before.completedAt });
    const back = await restoreArchivedTask(owner, { id: archived?.id ?? "" });
    expect(back).toEqual({
      ...before,
      labelIds: [kept.id],
      updatedAt: back.updatedAt,
      position: back.position,
    });
    expect((await listComments(owner, { taskId: made.id })).comments).toEqual([comment]);
    expect(await archivedOf(made.id)).toBeUndefined();

    expect(await archive()).toBe(0);
    expect((await getTask(owner, { id: made.id })).id).toBe(made.id);
    const actions = (await listActivity(owner, { taskId: made.id })).activity.map(({ action }) => action);
    expect(actions.slice(0, 2)).toEqual(["task.restored", "task.archived"]);
  });

  it("comes back once, of two who ask at once", async () => {
    const { owner, db } = workspace;
    const old = await makeCompleted(100);
    await archive();
    const id = (await archivedOf(old.id))?.id ?? "";
    const asked = await Promise.allSettled([
      restoreArchivedTask(owner, { id }),
      restoreArchivedTask(owner, { id }),
    ]);
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.task.count({ where: { id: old.id } })).toBe(1);
  });

  it("is seen and brought back by those alone who see its project, while that is not archived", async () => {
    const { owner } = workspace;
    const outsider = await workspace.join("member");
    const secret = await createProject(owner, { name: "Secret", private: true });
    const old = await makeCompleted(100, secret.id);
    await archive();
    const id = (await archivedOf(old.id))?.id ?? "";
    expect((await listArchivedTasks(outsider)).archivedTasks.map(({ taskId }) => taskId)).not.toContain(
      old.id,
    );
    expect(await refusalCode(() => restoreArchivedTask(outsider, { id }))).toBe("not_found");
    expect(await refusalCode(() => restoreArchivedTask(owner, { id: "no id" }))).toBe("not_found");

    await updateProject(owner, { id: secret.id, status: "archived" });
    expect(await refusalCode(() => restoreArchivedTask(owner, { id }))).toBe("project_archived");
    await updateProject(owner, { id: secret.id, status: "active" });
    expect((await restoreArchivedTask(owner, { id })).id).toBe(old.id);
  });

  it("goes with its project", async () => {
    const { owner, db } = workspace;
    const project = await createProject(owner, { name: "Short-lived" });
    await makeCompleted(100, project.id);
    await archive();
    expect(await db.archivedTask.count({ where: { projectId: project.id } })).toBe(1);
    await deleteProject(owner, { id: project.id });
    expect(await db.archivedTask.count({ where: { projectId: project.id } })).toBe(0);
  });

  it("is listed a page at a time", async () => {
    const { owner } = workspace;
    const all = (await listArchivedTasks(owner, { limit: 200 })).archivedTasks;
    const first = await listArchivedTasks(owner, { limit: 2 });
    const second = await listArchivedTasks(owner, { limit: 2, cursor: first.nextCursor ?? "" });
    expect([...first.archivedTasks, ...second.archivedTasks]).toEqual(all.slice(0, 4));
  });
});
