import { beforeAll, describe, expect, it } from "vitest";
import {
  createComment,
  createLabel,
  createProject,
  createTask,
  deleteProject,
  exportAudit,
  listActivity,
  listAudit,
  updateProject,
  updateTask,
} from "../index";
import { refusalOf } from "../testing/refusal";
import { useTestPlatform } from "../testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "../testing/test-workspace";
import { csvLine } from "./csv";
import type { ListAuditInput } from "./inputs";

const installation = useTestPlatform();
let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await makeWorkspace(installation().platform);
});

const actionsOf = async (input: ListAuditInput = {}) =>
  (await listAudit(workspace.owner, input)).entries.map(({ action }) => action);

async function textOf(pieces: AsyncGenerator<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

describe("the list of the log", () => {
  it("says who did what to which record, before and after, from where and in which request", async () => {
    const { owner, projectId } = workspace;
    const task = await createTask(owner, { projectId, title: "Paint" });
    await updateTask(owner, { id: task.id, title: "Paint twice" });
    const { entries } = await listAudit(owner, { resource: task.id });
    expect(entries).toMatchObject([
      {
        action: "task.updated",
        actor: { kind: "member", id: owner.actor.id, name: owner.actor.name },
        address: "192.0.2.1",
        resource: { type: "task", id: task.id, name: "Paint twice" },
        changes: { title: { before: "Paint", after: "Paint twice" } },
        requestId: "test",
      },
      { action: "task.created" },
    ]);
  });

  it("is narrowed by actor, action and time, and read page by page without a gap", async () => {
    const { owner, join } = workspace;
    const admin = await join("admin");
    for (let n = 0; n < 7; n += 1) await createLabel(admin, { name: `By the admin ${n}` });
    expect(await actionsOf({ actor: admin.actor.id })).toEqual(Array(7).fill("label.created"));
    expect(new Set(await actionsOf({ action: "label" }))).toEqual(new Set(["label.created"]));
    expect(await actionsOf({ action: "label.updated" })).toEqual([]);
    const today = new Date().toISOString().slice(0, 10);
    expect((await actionsOf({ from: today, to: today })).length).toBeGreaterThan(7);
    expect(await actionsOf({ to: "2020-01-01" })).toEqual([]);
    expect(await actionsOf({ from: new Date(Date.now() + 60_000).toISOString() })).toEqual([]);

    const all = (await listAudit(owner, { limit: 200 })).entries.map(({ id }) => id);
    const pages: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listAudit>> = await listAudit(owner, {
        limit: 3,
        ...(cursor === null ? {} : { cursor }),
      });
      pages.push(...page.entries.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(pages).toEqual(all);
  });

  it("refuses filters that mean nothing, naming them", async () => {
    const wrong: [string, ListAuditInput][] = [
      ["action", { action: "DROP TABLE" }],
      ["from", { from: "yesterday" }],
      ["cursor", { cursor: "x" }],
      ["limit", { limit: 0 }],
    ];
    for (const [field, input] of wrong) {
      const refusal = await refusalOf(() => listAudit(workspace.owner, input));
      expect(refusal).toMatchObject({ code: "invalid_input", fields: [field] });
    }
  });
});

describe("what happens in a private project", () => {
  it("is in nobody's list but those who see it, not even after it is deleted", async () => {
    const { owner, join } = workspace;
    const [admin, invited] = [await join("admin"), await join("admin")];
    const { id: projectId } = await createProject(owner, { name: "Secret project", private: true });
    const { userId } = invited.actor;
    await owner.db.projectMember.create({ data: { projectId, userId } });
    const task = await createTask(owner, { projectId, title: "Secret task" });
    await createComment(owner, { taskId: task.id, body: "Secret comment" });

    const seenBy = async (ctx: typeof admin) => {
      const list = JSON.stringify(await listAudit(ctx, { limit: 200 }));
      const csv = await textOf(await exportAudit(ctx, { format: "csv" }));
      const json = await textOf(await exportAudit(ctx));
      return [list, csv, json].map((text) => text.includes("Secret") || text.includes(task.id));
    };
    expect(await seenBy(admin)).toEqual([false, false, false]);
    expect(await seenBy(invited)).toEqual([true, true, true]);
    expect((await listAudit(admin, { resource: task.id })).entries).toEqual([]);

    await deleteProject(owner, { id: projectId });
    expect(await seenBy(admin)).toEqual([false, false, false]);
    expect(await seenBy(owner)).toEqual([false, false, false]);
  });

  it("is skipped over: a page is as long as any other", async () => {
    const { owner, join } = workspace;
    const admin = await join("admin");
    await createLabel(owner, { name: "Before" });
    const { id: projectId } = await createProject(owner, { name: "Hidden", private: true });
    for (let n = 0; n < 12; n += 1) await createTask(owner, { projectId, title: `Hidden ${n}` });
    await createLabel(owner, { name: "After" });
    const { entries } = await listAudit(admin, { limit: 2 });
    expect(entries.map(({ changes }) => changes.name?.after)).toEqual(["After", "Before"]);
    await updateProject(owner, { id: projectId, private: false });
    expect((await listAudit(admin, { limit: 2 })).entries[0]?.action).toBe("project.updated");
  });

  it("of an open project that is gone stays to be read", async () => {
    const { owner } = workspace;
    const { id } = await createProject(owner, { name: "Open and gone" });
    await deleteProject(owner, { id });
    const { entries } = await listAudit(owner, { resource: id });
    expect(entries.map(({ action }) => action)).toEqual(["project.deleted", "project.created"]);
  });
});

it("keeps refused looks at a record out of that record's own history", async () => {
  const { owner, projectId } = workspace;
  const { platform } = installation();
  const task = await createTask(owner, { projectId, title: "Looked at" });
  platform.refusals.record({
    tenant: { id: owner.tenant.id },
    actor: { kind: "outsider", id: "somebody" },
    reason: "not_found",
    method: "GET",
    route: "/api/v1/tasks/{id}",
    resourceId: task.id,
    address: null,
    requestId: null,
  });
  await expect.poll(() => actionsOf({ resource: task.id })).toEqual(["access.refused", "task.created"]);
  const { activity } = await listActivity(owner, { taskId: task.id });
  expect(activity.map(({ action }) => action)).toEqual(["task.created"]);
});

describe("the download", () => {
  it("is all of what the filters let through, one entry a line, and an entry itself", async () => {
    const { owner } = workspace;
    const lines = (await textOf(await exportAudit(owner, { action: "label" }))).trim().split("\n");
    const { entries } = await listAudit(owner, { action: "label", limit: 200 });
    expect(lines.map((line) => JSON.parse(line))).toEqual(entries);
    expect(await actionsOf({ limit: 1 })).toEqual(["audit.exported"]);
  });

  it("has no cell that a spreadsheet runs", async () => {
    const { owner, projectId } = workspace;
    const title = '=HYPERLINK("http://evil","x")';
    const { id } = await createTask(owner, { projectId, title });
    const csv = await textOf(await exportAudit(owner, { format: "csv", resource: id }));
    expect(csv).toContain(`"'=HYPERLINK(""http://evil"",""x"")"`);
    for (const cell of ["=1", "+1", "-1", "@x", "\tx", "\rx"]) {
      expect(csvLine([cell]).replaceAll('"', "")).toBe(`'${cell}\r\n`);
    }
    // And where a spreadsheet splits at semicolons, or at tabs.
    for (const [cell, line] of [
      ["x;=cmd|' /C calc'!A0;", `"x;'=cmd|' /C calc'!A0;"`],
      ["a\t +1", `"a\t '+1"`],
      ["done; -1 left", `"done; '-1 left"`],
    ])
      expect(csvLine([cell ?? ""])).toBe(`${line}\r\n`);
    expect(csvLine([null, 1, "a,b", 'a"b', "plain"])).toBe(',1,"a,b","a""b",plain\r\n');
  });
});
