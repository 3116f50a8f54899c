import { beforeAll, describe, expect, it } from "vitest";
import {
  createProject,
  createTask,
  deleteProject,
  getProject,
  listMyTasks,
  listProjects,
  updateProject,
  updateTask,
} from "../index";
import { domainCalls, setScene, titleOf } from "../testing/domain-calls";
import { dumpTables } from "../testing/dump";
import { refusalCode, refusalOf } from "../testing/refusal";
import { useTestPlatform } from "../testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "../testing/test-workspace";
import { keyStem } from "./key";

const installation = useTestPlatform();
let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace(installation().platform);
});

describe("a project", () => {
  it("is made, read, changed and deleted", async () => {
    const { owner, db } = workspace;
    const made = await createProject(owner, {
      name: "  Website  ",
      description: "Line\nline",
      color: "blue",
    });
    expect(made).toMatchObject({
      name: "Website",
      description: "Line\nline",
      key: "WEB",
      color: "blue",
      ownerId: owner.actor.userId,
      status: "active",
      private: false,
      taskCounts: { total: 0, completed: 0 },
      archivedAt: null,
    });
    expect(await getProject(owner, made)).toEqual(made);

    const changed = await updateProject(owner, { id: made.id, name: "Site", description: null, color: null });
    expect(changed).toMatchObject({ name: "Site", description: null, color: null, key: "WEB" });
    expect(await getProject(owner, made)).toEqual(changed);

    const task = await createTask(owner, { projectId: made.id, title: "Gone with it" });
    await deleteProject(owner, made);
    expect(await refusalCode(() => getProject(owner, made))).toBe("not_found");
    expect(await db.task.count({ where: { id: task.id } })).toBe(0);
  });

  it("counts its tasks: cancelled and archived ones do not count", async () => {
    const { owner } = workspace;
    const { id: projectId } = await createProject(owner, { name: "Counted" });
    for (const status of ["todo", "completed", "completed", "cancelled"] as const) {
      await createTask(owner, { projectId, title: status, status });
    }
    const archived = await createTask(owner, { projectId, title: "Put away" });
    await updateTask(owner, { id: archived.id, archived: true });
    expect((await getProject(owner, { id: projectId })).taskCounts).toEqual({ total: 3, completed: 2 });
  });

  describe("when archived", () => {
    for (const call of domainCalls.filter(({ inProject }) => inProject)) {
      it(`${titleOf(call)} is refused and changes nothing`, async () => {
        const { owner, db } = workspace;
        const scene = await setScene(workspace, owner);
        await updateProject(owner, { id: scene.projectId, status: "archived" });
        const before = await dumpTables(db);
        expect(await refusalCode(() => call.call(owner, scene))).toBe("project_archived");
        expect(await dumpTables(db)).toEqual(before);

        await updateProject(owner, { id: scene.projectId, status: "active" });
        expect(await refusalCode(() => call.call(owner, scene))).toBeNull();
      });
    }

    for (const call of domainCalls.filter(({ writes, name }) => !writes && name.startsWith("get"))) {
      it(`${titleOf(call)} still reads`, async () => {
        const scene = await setScene(workspace, workspace.owner);
        await updateProject(workspace.owner, { id: scene.projectId, status: "archived" });
        expect(await refusalCode(() => call.call(workspace.owner, scene))).toBeNull();
      });
    }

    it("says since when, and restored says nothing", async () => {
      const { owner } = workspace;
      const { projectId: id } = await setScene(workspace, owner);
      const archived = await updateProject(owner, { id, status: "archived" });
      expect(archived.status).toBe("archived");
      expect(Date.parse(archived.archivedAt ?? "")).toBeGreaterThan(Date.now() - 60_000);
      expect(await updateProject(owner, { id, status: "active" })).toMatchObject({
        status: "active",
        archivedAt: null,
      });
    });

    it("takes its tasks out of my work", async () => {
      const { owner } = workspace;
      const { id: projectId } = await createProject(owner, { name: "Put away" });
      const task = await createTask(owner, { projectId, title: "A", assigneeId: owner.actor.userId });
      const mine = async () => (await listMyTasks(owner)).tasks.map(({ id }) => id);
      expect(await mine()).toContain(task.id);
      await updateProject(owner, { id: projectId, status: "archived" });
      expect(await mine()).not.toContain(task.id);
    });
  });
});

describe("the list of projects", () => {
  it("comes in pages that together are the whole, oldest first, for every limit and filter", async () => {
    const own = await makeWorkspace(installation().platform);
    const member = await own.join("member");
    for (let n = 0; n < 11; n += 1) {
      const { id } = await createProject(n % 2 ? member : own.owner, { name: `Project ${n}` });
      if (n % 3 === 0) await updateProject(own.owner, { id, status: "archived" });
    }
    const all = (await own.db.project.findMany({ orderBy: { id: "asc" } })).filter(({ private: p }) => !p);
    const me = own.owner.actor.userId;
    const filters = [
      { input: {}, keep: () => true },
      { input: { status: "active" as const }, keep: (row: Row) => row.status === "active" },
      { input: { status: "archived" as const }, keep: (row: Row) => row.status === "archived" },
      { input: { owner: "me" as const }, keep: (row: Row) => row.ownerId === me },
      {
        input: { owner: member.actor.userId, status: "active" as const },
        keep: (row: Row) => row.ownerId === member.actor.userId && row.status === "active",
      },
    ];
    type Row = (typeof all)[number];
    for (const { input, keep } of filters) {
      const expected = all.filter(keep).map(({ id }) => id);
      for (const limit of [1, 2, 5, expected.length, 200]) {
        const found: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await listProjects(own.owner, { ...input, limit, ...(cursor ? { cursor } : {}) });
          found.push(...page.projects.map(({ id }) => id));
          cursor = page.nextCursor ?? undefined;
        } while (cursor);
        expect(found, JSON.stringify({ input, limit })).toEqual(expected);
      }
    }
  });
});

describe("a project's key", () => {
  it("comes from the name, and is numbered when it is taken", async () => {
    const { owner } = await makeWorkspace(installation().platform);
    const keys: string[] = [];
    for (const name of ["Getting Started", "Getaway", "日本", "1st", "Überschall", "日本語"]) {
      keys.push((await createProject(owner, { name })).key);
    }
    expect(keys).toEqual(["GET2", "GET3", "PRJ", "ST", "UBE", "PRJ2"]);
  });

  it("has a stem for every name", () => {
    for (const name of ["🎉", "A", "x-1", "éé", "9 lives", " "]) {
      expect(keyStem(name)).toMatch(/^[A-Z][A-Z0-9]{1,2}$/);
    }
  });

  it("is free for each of many projects made at once", async () => {
    const { owner } = await makeWorkspace(installation().platform);
    const made = await Promise.all(
      Array.from({ length: 12 }, () => createProject(owner, { name: "Same name" })),
    );
    expect(new Set(made.map(({ key }) => key)).size).toBe(12);
  });

  it("that another project has is refused by name, on making and on changing", async () => {
    const { owner } = await makeWorkspace(installation().platform);
    const first = await createProject(owner, { name: "First", key: "one" });
    expect(first.key).toBe("ONE");
    const second = await createProject(owner, { name: "Second" });
    const taken = { code: "key_taken", fields: ["key"] };
    expect(await refusalOf(() => createProject(owner, { name: "Third", key: "ONE" }))).toMatchObject(taken);
    expect(await refusalOf(() => updateProject(owner, { id: second.id, key: "one" }))).toMatchObject(taken);
    expect((await updateProject(owner, { id: first.id, key: "ONE" })).key).toBe("ONE");
  });
});
