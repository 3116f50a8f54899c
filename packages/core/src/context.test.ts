import { beforeAll, describe, expect, it } from "vitest";
import {
  createComment,
  createProject,
  createTask,
  getProject,
  listMyTasks,
  listProjects,
  listTasks,
  type TenantContext,
} from "./index";
import { refusalCode } from "./testing/refusal";
import { useTestPlatform } from "./testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "./testing/test-workspace";

const installation = useTestPlatform();
let workspace: TestWorkspace;
let outsider: TenantContext;

beforeAll(async () => {
  workspace = await makeWorkspace(installation().platform);
  outsider = {
    ...workspace.owner,
    actor: { kind: "operator", id: "an account", userId: null, name: "Op", role: "owner" },
  };
});

describe("an actor from outside", () => {
  it("sees the projects that are not private, and owns none of them", async () => {
    const { owner, projectId } = workspace;
    const secret = await createProject(owner, { name: "Secret", private: true });
    expect((await listProjects(outsider)).projects.map(({ id }) => id)).toEqual([projectId]);
    expect(await refusalCode(() => getProject(outsider, { id: secret.id }))).toBe("not_found");
    expect((await listProjects(outsider, { owner: "me" })).projects).toEqual([]);
  });

  it("has no tasks of their own: not those that are nobody's", async () => {
    const { owner, projectId } = workspace;
    await createTask(owner, { projectId, title: "Nobody's" });
    expect((await listTasks(outsider, { projectId, assignee: "none" })).tasks).not.toEqual([]);
    expect((await listTasks(outsider, { projectId, assignee: "me" })).tasks).toEqual([]);
    expect((await listMyTasks(outsider)).tasks).toEqual([]);
  });

  it("makes nothing that has to be somebody's", async () => {
    const { owner, projectId } = workspace;
    const task = await createTask(owner, { projectId, title: "Theirs" });
    for (const make of [
      () => createProject(outsider, { name: "Mine" }),
      () => createTask(outsider, { projectId, title: "Mine" }),
      () => createComment(outsider, { taskId: task.id, body: "Mine." }),
    ]) {
      expect(await refusalCode(make)).toBe("forbidden");
    }
  });
});
