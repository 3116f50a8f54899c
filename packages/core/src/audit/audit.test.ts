import { beforeAll, describe, expect, it } from "vitest";
import { createTask, listActivity, updateTask } from "../index";
import { domainCalls, setScene, titleOf } from "../testing/domain-calls";
import { dumpTables } from "../testing/dump";
import { refusalCode } from "../testing/refusal";
import { useTestPlatform } from "../testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "../testing/test-workspace";

const installation = useTestPlatform();
const writes = domainCalls.filter((call) => call.writes !== undefined);
let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace(installation().platform);
});

describe("the audit log", () => {
  for (const call of writes) {
    it(`${titleOf(call)} leaves one event: ${call.writes}`, async () => {
      const { owner, db } = workspace;
      const scene = await setScene(workspace, owner);
      const before = new Set((await db.auditEvent.findMany()).map(({ id }) => id));

      await call.call(owner, scene);
      const events = (await db.auditEvent.findMany()).filter(({ id }) => !before.has(id));
      expect(events).toHaveLength(call.entries ?? 1);
      for (const event of events) {
        expect(event).toMatchObject({
          action: call.writes,
          actorId: owner.actor.id,
          actorName: owner.actor.name,
          actorKind: "member",
          address: "192.0.2.1",
          requestId: "test",
        });
      }
    });

    it(`${titleOf(call)} is undone when its event cannot be written`, async () => {
      const { owner, db } = workspace;
      const scene = await setScene(workspace, owner);
      const allow = await workspace.refuseInserts("audit_log");
      try {
        const before = await dumpTables(db);
        await expect(call.call(owner, scene)).rejects.toThrow();
        expect(await dumpTables(db)).toEqual(before);
      } finally {
        await allow();
      }
    });
  }

  for (const call of domainCalls.filter(({ writes: action }) => action === undefined)) {
    it(`${titleOf(call)} reads and leaves nothing`, async () => {
      const scene = await setScene(workspace, workspace.owner);
      const before = await dumpTables(workspace.db);
      await call.call(workspace.owner, scene);
      expect(await dumpTables(workspace.db)).toEqual(before);
    });
  }

  it("has no event of a write that failed", async () => {
    const { owner, db, projectId } = workspace;
    const allow = await workspace.refuseInserts("tasks");
    const before = await dumpTables(db);
    await expect(createTask(owner, { projectId, title: "One too many" })).rejects.toThrow();
    await allow();
    expect(await dumpTables(db)).toEqual(before);
  });

  it("says of a change what was before and what is after, and nothing of what stayed", async () => {
    const { owner, projectId } = workspace;
    const task = await createTask(owner, { projectId, title: "Paint", priority: "low" });
    await updateTask(owner, { id: task.id, title: "Paint twice", priority: "low", dueDate: "2027-01-31" });

    const { activity } = await listActivity(owner, { taskId: task.id });
    expect(activity.map(({ action }) => action)).toEqual(["task.updated", "task.created"]);
    expect(activity[0]?.changes).toEqual({
      title: { before: "Paint", after: "Paint twice" },
      dueDate: { before: null, after: "2027-01-31" },
    });
  });

  it("has no event of a change that changes nothing", async () => {
    const { owner, db } = workspace;
    const { taskId } = await setScene(workspace, owner);
    const before = await db.auditEvent.count();
    await updateTask(owner, { id: taskId, title: "Prop" });
    expect(await db.auditEvent.count()).toBe(before);
  });

  it("holds nothing that a member may not see: an event of a private project stays with it", async () => {
    const { owner, join } = workspace;
    const { projectId, taskId } = await setScene(workspace, owner, true);
    const admin = await join("admin");
    expect(await refusalCode(() => listActivity(admin, { projectId }))).toBe("not_found");
    expect(await refusalCode(() => listActivity(admin, { taskId }))).toBe("not_found");
  });
});
