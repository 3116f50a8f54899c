import { randomUUID } from "node:crypto";
import * as domain from "../index";
import type { Role } from "../rights";
import type { TestWorkspace } from "./test-workspace";

type Context = domain.MemberContext;

/** What a call finds in its workspace, made anew for each. */
export interface Scene {
  workspace: TestWorkspace;
  projectId: string;
  taskId: string;
  labelId: string;
  webhookId: string;
  /** A member beside the owner and the actor. */
  memberId: string;
  /** Written by the actor. */
  commentId: string;
  /** A task of the project that was moved out of the way. */
  archivedId: string;
  /** A task of the project that was deleted. */
  trashId: string;
}

/** One function of the domain, called in the plainest way that works. */
export interface DomainCall {
  name: Exclude<
    keyof typeof domain,
    "AppError" | "forbidden" | "isAppError" | "isId" | "notFound" | "requireRight" | "translateError"
  >;
  /** Who may, written out here so that a slip in the table of rights is seen. */
  allowed: readonly Role[];
  /** The audit action that a call of a writing function leaves. */
  writes?: string;
  /** How many of them, where it is more than one. */
  entries?: number;
  /** Touches a project, so that an archived one refuses it. */
  inProject?: boolean;
  /** Tells one call of a function from another. */
  how?: string;
  call: (ctx: Context, scene: Scene) => Promise<unknown>;
}

const everyone: readonly Role[] = ["owner", "admin", "member", "guest"];
const writers: readonly Role[] = ["owner", "admin", "member"];
const heads: readonly Role[] = ["owner", "admin"];

/** Every function of the domain; a test holds that none is missing. */
export const domainCalls: readonly DomainCall[] = [
  { name: "listProjects", allowed: everyone, call: (ctx) => domain.listProjects(ctx) },
  { name: "getProject", allowed: everyone, call: (ctx, s) => domain.getProject(ctx, { id: s.projectId }) },
  {
    name: "createProject",
    allowed: writers,
    writes: "project.created",
    call: (ctx) => domain.createProject(ctx, { name: "Roof" }),
  },
  {
    name: "updateProject",
    allowed: writers,
    writes: "project.updated",
    inProject: true,
    call: (ctx, s) => domain.updateProject(ctx, { id: s.projectId, name: "Walls" }),
  },
  {
    name: "updateProject",
    how: "archive",
    allowed: writers,
    writes: "project.archived",
    inProject: true,
    call: (ctx, s) => domain.updateProject(ctx, { id: s.projectId, status: "archived" }),
  },
  {
    name: "deleteProject",
    allowed: heads,
    writes: "project.deleted",
    call: (ctx, s) => domain.deleteProject(ctx, { id: s.projectId }),
  },
  {
    name: "listTasks",
    allowed: everyone,
    call: (ctx, s) => domain.listTasks(ctx, { projectId: s.projectId }),
  },
  { name: "listMyTasks", allowed: everyone, call: (ctx) => domain.listMyTasks(ctx) },
  { name: "listArchivedTasks", allowed: everyone, call: (ctx) => domain.listArchivedTasks(ctx) },
  {
    name: "restoreArchivedTask",
    allowed: writers,
    writes: "task.restored",
    inProject: true,
    call: async (ctx, s) => domain.restoreArchivedTask(ctx, { id: s.archivedId }),
  },
  { name: "listTrash", allowed: writers, call: (ctx) => domain.listTrash(ctx) },
  {
    name: "restoreFromTrash",
    allowed: writers,
    writes: "task.restored",
    inProject: true,
    call: (ctx, s) => domain.restoreFromTrash(ctx, { id: s.trashId }),
  },
  {
    name: "deleteFromTrash",
    allowed: heads,
    writes: "task.purged",
    call: (ctx, s) => domain.deleteFromTrash(ctx, { id: s.trashId }),
  },
  { name: "getTask", allowed: everyone, call: (ctx, s) => domain.getTask(ctx, { id: s.taskId }) },
  {
    name: "createTask",
    allowed: writers,
    writes: "task.created",
    inProject: true,
    call: (ctx, s) =>
      domain.createTask(ctx, { projectId: s.projectId, title: "Nail", labelIds: [s.labelId] }),
  },
  {
    name: "updateTask",
    allowed: writers,
    writes: "task.updated",
    inProject: true,
    call: (ctx, s) =>
      domain.updateTask(ctx, { id: s.taskId, title: "Screw", status: "in_review", labelIds: [s.labelId] }),
  },
  {
    name: "updateTask",
    how: "archive",
    allowed: writers,
    writes: "task.updated",
    inProject: true,
    call: (ctx, s) => domain.updateTask(ctx, { id: s.taskId, archived: true }),
  },
  {
    name: "deleteTask",
    allowed: writers,
    writes: "task.deleted",
    inProject: true,
    call: (ctx, s) => domain.deleteTask(ctx, { id: s.taskId }),
  },
  {
    name: "runTaskOperation",
    how: "create",
    allowed: writers,
    writes: "task.created",
    inProject: true,
    call: (ctx, s) => domain.runTaskOperation(ctx, { op: "create", projectId: s.projectId, title: "Nail" }),
  },
  {
    name: "runTaskOperation",
    how: "update",
    allowed: writers,
    writes: "task.updated",
    inProject: true,
    call: (ctx, s) => domain.runTaskOperation(ctx, { op: "update", id: s.taskId, title: "Screw" }),
  },
  {
    name: "runTaskOperation",
    how: "delete",
    allowed: writers,
    writes: "task.deleted",
    inProject: true,
    call: (ctx, s) => domain.runTaskOperation(ctx, { op: "delete", id: s.taskId }),
  },
  {
    name: "listComments",
    allowed: everyone,
    call: (ctx, s) => domain.listComments(ctx, { taskId: s.taskId }),
  },
  {
    name: "createComment",
    allowed: everyone,
    writes: "comment.created",
    inProject: true,
    call: (ctx, s) => domain.createComment(ctx, { taskId: s.taskId, body: "Done soon." }),
  },
  {
    name: "updateComment",
    allowed: everyone,
    writes: "comment.updated",
    inProject: true,
    call: (ctx, s) => domain.updateComment(ctx, { id: s.commentId, body: "Done." }),
  },
  {
    name: "deleteComment",
    allowed: everyone,
    writes: "comment.deleted",
    inProject: true,
    call: (ctx, s) => domain.deleteComment(ctx, { id: s.commentId }),
  },
  {
    name: "getComment",
    allowed: everyone,
    call: (ctx, s) => domain.getComment(ctx, { id: s.commentId }),
  },
  { name: "getLabel", allowed: everyone, call: (ctx, s) => domain.getLabel(ctx, { id: s.labelId }) },
  { name: "listLabels", allowed: everyone, call: (ctx) => domain.listLabels(ctx) },
  {
    name: "createLabel",
    allowed: writers,
    writes: "label.created",
    call: (ctx) => domain.createLabel(ctx, { name: `bug ${randomUUID()}`.slice(0, 40) }),
  },
  {
    name: "updateLabel",
    allowed: writers,
    writes: "label.updated",
    call: (ctx, s) => domain.updateLabel(ctx, { id: s.labelId, name: `later ${randomUUID()}`.slice(0, 40) }),
  },
  {
    name: "deleteLabel",
    allowed: writers,
    writes: "label.deleted",
    call: (ctx, s) => domain.deleteLabel(ctx, { id: s.labelId }),
  },
  { name: "listMembers", allowed: everyone, call: (ctx) => domain.listMembers(ctx) },
  {
    name: "listMembers",
    how: "former ones",
    allowed: heads,
    call: (ctx) => domain.listMembers(ctx, { active: "false" }),
  },
  {
    name: "getMember",
    allowed: everyone,
    call: (ctx, s) => domain.getMember(ctx, { id: s.memberId }),
  },
  {
    name: "updateMember",
    allowed: heads,
    writes: "member.role_changed",
    call: (ctx, s) => domain.updateMember(ctx, { id: s.memberId, role: "guest" }),
  },
  {
    name: "transferOwnership",
    allowed: ["owner"],
    writes: "member.role_changed",
    entries: 2,
    call: (ctx, s) => domain.transferOwnership(ctx, { memberId: s.memberId }),
  },
  { name: "getSettings", allowed: everyone, call: (ctx) => domain.getSettings(ctx) },
  {
    name: "updateSettings",
    allowed: heads,
    writes: "settings.updated",
    call: (ctx) => domain.updateSettings(ctx, { name: `ACME ${randomUUID()}` }),
  },
  { name: "listAudit", allowed: heads, call: (ctx) => domain.listAudit(ctx) },
  {
    name: "exportAudit",
    allowed: heads,
    writes: "audit.exported",
    call: (ctx) => domain.exportAudit(ctx),
  },
  { name: "listWebhooks", allowed: heads, call: (ctx) => domain.listWebhooks(ctx) },
  { name: "getWebhook", allowed: heads, call: (ctx, s) => domain.getWebhook(ctx, { id: s.webhookId }) },
  {
    name: "listDeliveries",
    allowed: heads,
    call: (ctx, s) => domain.listDeliveries(ctx, { id: s.webhookId }),
  },
  {
    name: "listActivity",
    how: "of a task",
    allowed: everyone,
    call: (ctx, s) => domain.listActivity(ctx, { taskId: s.taskId }),
  },
  {
    name: "listActivity",
    how: "of a project",
    allowed: everyone,
    call: (ctx, s) => domain.listActivity(ctx, { projectId: s.projectId }),
  },
];

/** A title for a table of tests. */
export function titleOf({ name, how }: DomainCall): string {
  return how ? `${name} (${how})` : name;
}

let scenes = 0;

/** A project, a task, a label and a comment of the actor's. Written past the domain, whose functions are under test. */
export async function setScene(workspace: TestWorkspace, ctx: Context, isPrivate = false): Promise<Scene> {
  const { db, owner } = workspace;
  const creatorId = owner.actor.userId;
  scenes += 1;
  const project = await db.project.create({
    data: { key: `S${scenes}`, name: "Scene", ownerId: creatorId, lastTaskNumber: 1, private: isPrivate },
  });
  const task = await db.task.create({
    data: { projectId: project.id, number: 1, title: "Prop", creatorId, position: 1024 },
  });
  const label = await db.label.create({ data: { name: `label ${scenes}`, color: "pine" } });
  const webhook = await db.webhook.create({
    data: {
      url: "https://hooks.example",
      secret: "whsec_",
      events: "[]",
      active: false,
      createdById: creatorId,
    },
  });
  const member = await db.user.create({
    data: { email: `somebody-${scenes}@example.com`, name: "Somebody", role: "member" },
  });
  const comment = await db.comment.create({
    data: { taskId: task.id, authorId: ctx.actor.userId, body: "Mine." },
  });
  const now = new Date();
  const away = { id: randomUUID(), projectId: project.id, number: 2, title: "Away", creatorId };
  const whole = (task: typeof away) => ({
    task: {
      ...task,
      description: null,
      assigneeId: null,
      status: "completed",
      priority: "none",
      dueDate: null,
      position: 1024,
      completedAt: now,
      archivedAt: null,
      createdAt: now,
      updatedAt: now,
    },
    labels: [],
    comments: [],
  });
  const archived = await db.archivedTask.create({
    data: { originalId: away.id, projectId: project.id, data: JSON.stringify(whole(away)) },
  });
  const trash = await db.trashItem.create({ data: inTrash(whole({ ...away, id: randomUUID(), number: 3 })) });
  return {
    workspace,
    projectId: project.id,
    taskId: task.id,
    labelId: label.id,
    webhookId: webhook.id,
    memberId: member.id,
    commentId: comment.id,
    archivedId: archived.id,
    trashId: trash.id,
  };
}

function inTrash(whole: { task: { id: string; projectId: string; title: string; number: number } }) {
  const { id, projectId, title, number } = whole.task;
  return { id, kind: "task", projectId, name: title, number, data: JSON.stringify(whole) };
}
