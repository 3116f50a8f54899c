import Database from "better-sqlite3";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import {
  getProject,
  getSettings,
  getTask,
  listActivity,
  listComments,
  listLabels,
  listMembers,
  listMyTasks,
  listProjects,
  listTasks,
  type TenantContext,
} from "./index";
import { projectStatuses, taskPriorities, taskSorts, taskStatuses } from "./inputs";
import { useTestPlatform } from "./testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "./testing/test-workspace";

const installation = useTestPlatform();
const projectsMade = 5;
const tasksEach = 400;

/** Walks over a whole table that are no fault, and why. Any other turns the test red. */
const mayWalk: { table: string; plan: RegExp; reason: string }[] = [
  {
    table: "projects",
    plan: /^SCAN main\.projects USING INDEX sqlite_autoindex_projects_1$/,
    reason: "all projects in order of creation are read in that order, up to the limit",
  },
  {
    table: "labels",
    plan: /^SCAN main\.labels USING INDEX labels_name_key$/,
    reason: "all labels by name are the whole table, read in that order",
  },
  { table: "company_settings", plan: /^SCAN main\.company_settings$/, reason: "the settings are one row" },
];

let workspace: TestWorkspace;
let member: TenantContext;
let projectId: string;
let taskId: string;
let labelId: string;

beforeAll(async () => {
  workspace = await makeWorkspace(installation().platform);
  member = await workspace.join("member");
  const { db, owner } = workspace;
  const creatorId = owner.actor.userId;
  labelId = (await db.label.create({ data: { name: "label", color: "pine" } })).id;
  for (let p = 0; p < projectsMade; p += 1) {
    const project = await db.project.create({
      data: { key: `Q${p}`, name: `Project ${p}`, ownerId: creatorId, private: p % 2 === 0 },
    });
    await db.projectMember.create({ data: { projectId: project.id, userId: member.actor.userId } });
    await db.task.createMany({
      data: Array.from({ length: tasksEach }, (_, n) => ({
        projectId: project.id,
        number: n + 1,
        title: `Task ${n}`,
        creatorId,
        assigneeId: n % 2 ? creatorId : null,
        status: taskStatuses[n % taskStatuses.length] ?? "todo",
        priority: taskPriorities[n % taskPriorities.length] ?? "none",
        dueDate: n % 3 ? `2027-01-${String((n % 28) + 1).padStart(2, "0")}` : null,
        position: n * 1024,
      })),
    });
    projectId = project.id;
  }
  const tasks = await db.task.findMany({ where: { projectId }, select: { id: true } });
  taskId = tasks[0]?.id ?? "";
  await db.taskLabel.createMany({ data: tasks.map((task) => ({ taskId: task.id, labelId })) });
  await db.comment.createMany({
    data: tasks.map((task) => ({ taskId: task.id, authorId: creatorId, body: "A" })),
  });
  await db.auditEvent.createMany({
    data: tasks.map((task) => ({
      action: "task.created",
      actorName: "Ada",
      resourceType: "task",
      resourceId: task.id,
      projectId,
      changes: "{}",
    })),
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** The statements that `work` really sends to the workspace's file. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  // A new connection prepares each of its statements anew, and there they are seen.
  await installation().platform.tenancy.closeTenant(workspace.owner.tenant.id);
  const prepare = vi.spyOn(Database.prototype, "prepare");
  await work();
  const statements = prepare.mock.calls.map(([sql]) => sql);
  prepare.mockRestore();
  return [...new Set(statements)].filter((sql) => /^(WITH|SELECT|UPDATE|DELETE|INSERT)\b/i.test(sql));
}

interface PlanRow {
  detail: string;
}

/** The plan's lines that walk over a whole table and may not. */
function forbiddenScans(sql: string): string[] {
  const file = new Database(workspace.path, { readonly: true });
  try {
    const plan = file.prepare<unknown[], PlanRow>(`EXPLAIN QUERY PLAN ${sql}`);
    const nothing = Array.from({ length: [...sql.matchAll(/\?/g)].length }, () => null);
    return plan
      .all(...nothing)
      .map(({ detail }) => detail)
      .filter((detail) => /^SCAN /.test(detail) && !isAllowed(detail, sql));
  } finally {
    file.close();
  }
}

function isAllowed(detail: string, sql: string): boolean {
  // A row of constants and a subquery already computed are no tables.
  if (/^SCAN (CONSTANT ROW|\d+ CONSTANT ROWS?|\(?subquery)/i.test(detail)) return true;
  return mayWalk.some(({ table, plan }) => sql.includes(`\`${table}\``) && plan.test(detail));
}

const filters = [
  {},
  ...taskStatuses.slice(0, 2).map((status) => ({ status })),
  { priority: "high" as const },
  { assignee: "me" },
  { assignee: "none" },
  { label: "the label" },
  { query: "task 1" },
  { query: "1%" },
  { archived: "true" as const },
  { status: "todo" as const, priority: "high" as const, assignee: "me", label: "the label", query: "task" },
];

describe("no query of a list reads a whole table", () => {
  for (const sort of taskSorts) {
    for (const filter of filters) {
      it(`listTasks sorted by ${sort}, ${JSON.stringify(filter)}, first and second page`, async () => {
        const { owner } = workspace;
        const input = { projectId, sort, ...filter, ...("label" in filter ? { label: labelId } : {}) };
        const first = await listTasks(owner, { ...input, limit: 1 });
        const statements = await statementsOf(async () => {
          await listTasks(owner, { ...input, limit: 50 });
          if (first.nextCursor) await listTasks(owner, { ...input, limit: 50, cursor: first.nextCursor });
        });
        expectNoScans(statements, "tasks");
      });
    }
  }

  for (const filter of [
    {},
    ...projectStatuses.map((status) => ({ status })),
    { owner: "me" },
    { owner: "me", status: "active" as const },
  ]) {
    it(`listProjects ${JSON.stringify(filter)}, first and second page`, async () => {
      for (const ctx of [workspace.owner, member]) {
        const first = await listProjects(ctx, { ...filter, limit: 1 });
        const statements = await statementsOf(async () => {
          await listProjects(ctx, filter);
          if (first.nextCursor) await listProjects(ctx, { ...filter, cursor: first.nextCursor });
        });
        expectNoScans(statements, "projects");
      }
    });
  }

  const others: [name: string, table: string, work: () => Promise<unknown>][] = [
    ["listMyTasks", "tasks", () => listMyTasks(member)],
    ["getTask", "tasks", () => getTask(member, { id: taskId })],
    ["getProject", "projects", () => getProject(member, { id: projectId })],
    ["listComments", "comments", () => listComments(member, { taskId })],
    ["listActivity of a task", "audit_log", () => listActivity(member, { taskId })],
    ["listActivity of a project", "audit_log", () => listActivity(member, { projectId })],
    ["listLabels", "labels", () => listLabels(member)],
    ["listMembers", "users", () => listMembers(member)],
    ["getSettings", "company_settings", () => getSettings(member)],
  ];
  for (const [name, table, work] of others) {
    it(name, async () => expectNoScans(await statementsOf(work), table));
  }

  it("and one that did would be seen", () => {
    const of = (sql: string) => forbiddenScans(sql);
    expect(of("SELECT * FROM `main`.`tasks` WHERE title = ?")).toHaveLength(1);
    expect(of("SELECT number FROM `main`.`tasks` ORDER BY project_id, number")).toHaveLength(1);
    expect(of("SELECT * FROM `main`.`audit_log` ORDER BY created_at")).toHaveLength(1);
    expect(of("SELECT * FROM `main`.`tasks` WHERE id = ?")).toEqual([]);
  });
});

function expectNoScans(statements: string[], table: string): void {
  expect(statements.filter((sql) => sql.includes(`\`${table}\``)).length).toBeGreaterThan(0);
  for (const sql of statements) expect(forbiddenScans(sql), sql).toEqual([]);
}
