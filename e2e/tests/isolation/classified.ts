import type { Kind, Secret } from "../../support/planted";

/** What a route is for, which says who is to be refused there. */
export type RouteClass =
  /** Open to anybody, and the same for everybody. */
  | { kind: "open"; status?: number }
  /** Open to strangers, and changes something. `status` is what the body gets from somebody it means nothing to. */
  | { kind: "public"; body: object; status: number }
  /** NextAuth's own, with its own guard against forged requests. */
  | { kind: "auth" }
  /** For whoever is logged in, outside any workspace. */
  | { kind: "account"; body?: object; status: number }
  /** Inside the workspace that X-Tenant names. */
  | ({ kind: "tenant"; record?: Kind; body?: object } & WorkspaceRoute)
  /** As those, for owners alone. `confirm` when its body repeats the workspace's slug. */
  | ({ kind: "owner"; confirm?: true } & WorkspaceRoute)
  /** As those, where the same call cannot be made twice, or not by everybody: only `npm run prove` attacks them. */
  | ({ kind: "inside"; record?: Kind; body?: object } & WorkspaceRoute)
  /** The console's: for operators, and for everybody else not there. */
  | { kind: "operator"; body?: object; status: number };

/** What `npm run prove` has to know of a route inside a workspace, beside what `record` its [id] is the id of. */
export interface WorkspaceRoute {
  /** The scope that lets a key call it; null where no key may. */
  scope: string | null;
  /** The lowest role that may call it; without it everybody may who is let read, and members where it writes. */
  from?: Role;
  /** Where else it takes ids, and of what: names of query parameters, and paths in the body such as `position.before`. */
  takes?: {
    query?: Record<string, Kind>;
    body?: Record<string, Kind>;
    /** In bodies of another shape than the route's. */
    also?: { body: object; field: string; of: Kind }[];
  };
  /** What other dynamic segments of its path are the ids of. */
  params?: Record<string, Kind>;
  /** The list's name in the answer, for a route whose list goes on behind a cursor. */
  list?: string;
  /** It answers 200 with a result for each thing asked for. */
  each?: true;
  /** Whoever calls it is no longer there afterwards. */
  spends?: true;
  /** Its answer is never the same twice, and only one can be had at a time. */
  varies?: true;
  /** What its rightful caller gets, where that is not what its method usually answers. */
  status?: number;
}

export type Role = "owner" | "admin" | "member" | "guest";

/**
 * Every route of the app. One that is not written here fails a test: decide what it is before it ships.
 * Bodies that change something set it to what it was, so that one test leaves the next what it needs. In a body's texts
 * `{slug}` stands for the workspace's slug, `{unique}` for something new, `{project}`, `{member}` and the like for the
 * caller's own record of that kind.
 */
export const routes: Record<string, RouteClass> = {
  "GET /api/health": { kind: "open" },
  "GET /api/ready": { kind: "open" },
  "GET /icon.svg": { kind: "open" },
  // Without a token set there is nothing there.
  "GET /metrics": { kind: "open", status: 404 },
  "GET /api/v1/openapi.json": { kind: "open" },
  "GET /api/auth/[...nextauth]": { kind: "auth" },
  "POST /api/auth/[...nextauth]": { kind: "auth" },

  "GET /api/[[...path]]": { kind: "open", status: 404 },
  "POST /api/[[...path]]": { kind: "open", status: 404 },
  "PUT /api/[[...path]]": { kind: "open", status: 404 },
  "PATCH /api/[[...path]]": { kind: "open", status: 404 },
  "DELETE /api/[[...path]]": { kind: "open", status: 404 },
  "GET /api/v1/[...path]": { kind: "open", status: 404 },
  "POST /api/v1/[...path]": { kind: "open", status: 404 },
  "PUT /api/v1/[...path]": { kind: "open", status: 404 },
  "PATCH /api/v1/[...path]": { kind: "open", status: 404 },
  "DELETE /api/v1/[...path]": { kind: "open", status: 404 },

  "POST /api/v1/onboarding": { kind: "public", body: { companyName: "x" }, status: 401 },
  "POST /api/v1/password-resets": { kind: "public", body: { email: "nobody@example.com" }, status: 202 },
  "POST /api/v1/password-resets/confirm": {
    kind: "public",
    body: { token: "a token that nobody was given", password: "correct horse battery" },
    status: 422,
  },
  "POST /api/v1/verifications/confirm": {
    kind: "public",
    body: { token: "a token that nobody was given" },
    status: 422,
  },

  "POST /api/v1/invitations/accept": {
    kind: "public",
    body: { token: "a token that nobody was given" },
    status: 422,
  },

  "GET /api/v1/account": { kind: "account", status: 200 },
  "PATCH /api/v1/account": { kind: "account", body: { name: "Ada" }, status: 200 },
  "DELETE /api/v1/account": { kind: "account", body: { password: "not this one" }, status: 422 },
  "POST /api/v1/account/password": {
    kind: "account",
    body: { currentPassword: "not this one", newPassword: "correct horse battery" },
    status: 422,
  },
  "POST /api/v1/account/verification": { kind: "account", status: 202 },
  "POST /api/v1/account/sessions/end": { kind: "account", status: 204 },

  "GET /api/v1/projects": {
    kind: "tenant",
    scope: "projects:read",
    list: "projects",
    takes: { query: { owner: "member" } },
  },
  "POST /api/v1/projects": { kind: "tenant", scope: "projects:write", body: { name: "New project" } },
  "GET /api/v1/projects/[id]": { kind: "tenant", scope: "projects:read", record: "project" },
  "PATCH /api/v1/projects/[id]": {
    kind: "tenant",
    scope: "projects:write",
    record: "project",
    body: { color: "pine" },
  },
  // Whoever writes projects may delete their own; the one that is attacked is somebody else's.
  "DELETE /api/v1/projects/[id]": {
    kind: "tenant",
    scope: "projects:write",
    from: "admin",
    record: "project",
  },
  "GET /api/v1/projects/[id]/activity": {
    kind: "tenant",
    scope: "tasks:read",
    record: "project",
    list: "activity",
  },
  "GET /api/v1/projects/[id]/tasks": {
    kind: "tenant",
    scope: "tasks:read",
    record: "project",
    list: "tasks",
    takes: { query: { assignee: "member", label: "label" } },
  },
  "POST /api/v1/projects/[id]/tasks": {
    kind: "tenant",
    scope: "tasks:write",
    record: "project",
    body: { title: "New task" },
    takes: { body: { assigneeId: "member", "labelIds.0": "label" } },
  },
  "POST /api/v1/tasks/bulk": {
    kind: "inside",
    scope: "tasks:write",
    body: { operations: [{ op: "create", projectId: "{project}", title: "New task" }] },
    takes: {
      body: {
        "operations.0.projectId": "project",
        "operations.0.assigneeId": "member",
        "operations.0.labelIds.0": "label",
      },
      also: [
        { body: { operations: [{ op: "update", priority: "low" }] }, field: "operations.0.id", of: "task" },
        { body: { operations: [{ op: "delete" }] }, field: "operations.0.id", of: "task" },
        {
          body: { operations: [{ op: "update", id: "{task}" }] },
          field: "operations.0.position.before",
          of: "task",
        },
      ],
    },
    each: true,
    status: 200,
  },
  "GET /api/v1/tasks/[id]": { kind: "tenant", scope: "tasks:read", record: "task" },
  "PATCH /api/v1/tasks/[id]": {
    kind: "tenant",
    scope: "tasks:write",
    record: "task",
    body: { priority: "high" },
    takes: {
      body: {
        assigneeId: "member",
        "labelIds.0": "label",
        "position.before": "task",
        "position.after": "task",
      },
    },
  },
  "DELETE /api/v1/tasks/[id]": { kind: "tenant", scope: "tasks:write", record: "task" },
  "GET /api/v1/tasks/[id]/activity": {
    kind: "tenant",
    scope: "tasks:read",
    record: "task",
    list: "activity",
  },
  "GET /api/v1/tasks/[id]/comments": {
    kind: "tenant",
    scope: "tasks:read",
    record: "task",
    list: "comments",
  },
  "POST /api/v1/tasks/[id]/comments": {
    kind: "tenant",
    scope: "comments:write",
    from: "guest",
    record: "task",
    body: { body: "New comment" },
  },
  "GET /api/v1/comments/[id]": { kind: "tenant", scope: "tasks:read", record: "comment" },
  "PATCH /api/v1/comments/[id]": {
    kind: "tenant",
    scope: "comments:write",
    from: "guest",
    record: "comment",
    body: { body: "Rewritten" },
  },
  "DELETE /api/v1/comments/[id]": {
    kind: "tenant",
    scope: "comments:write",
    from: "guest",
    record: "comment",
  },
  "GET /api/v1/labels": { kind: "tenant", scope: "tasks:read", list: "labels" },
  "POST /api/v1/labels": { kind: "tenant", scope: "labels:write", body: { name: "new label {unique}" } },
  "GET /api/v1/labels/[id]": { kind: "tenant", scope: "tasks:read", record: "label" },
  "PATCH /api/v1/labels/[id]": {
    kind: "tenant",
    scope: "labels:write",
    record: "label",
    body: { color: "rust" },
  },
  "DELETE /api/v1/labels/[id]": { kind: "tenant", scope: "labels:write", record: "label" },
  "GET /api/v1/members": { kind: "tenant", scope: "members:read", list: "members" },
  "GET /api/v1/members/[id]": { kind: "tenant", scope: "members:read", record: "member" },
  "PATCH /api/v1/members/[id]": {
    kind: "tenant",
    scope: null,
    from: "admin",
    record: "member",
    body: { role: "guest" },
  },
  "DELETE /api/v1/members/[id]": { kind: "tenant", scope: null, from: "admin", record: "member" },
  "POST /api/v1/members/leave": { kind: "inside", scope: null, from: "guest", spends: true, status: 204 },
  "GET /api/v1/invitations": { kind: "tenant", scope: null, from: "admin", list: "invitations" },
  "POST /api/v1/invitations": {
    kind: "tenant",
    scope: null,
    from: "admin",
    body: { emails: ["{unique}@example.com"], role: "guest" },
  },
  "DELETE /api/v1/invitations/[id]": { kind: "tenant", scope: null, from: "admin", record: "invitation" },
  "POST /api/v1/invitations/[id]/resend": {
    kind: "tenant",
    scope: null,
    from: "admin",
    record: "invitation",
  },
  "GET /api/v1/api-keys": { kind: "tenant", scope: null, from: "admin", list: "apiKeys" },
  "POST /api/v1/api-keys": {
    kind: "tenant",
    scope: null,
    from: "admin",
    body: { name: "New key", scopes: ["projects:read"] },
  },
  "POST /api/v1/api-keys/[id]/rotate": {
    kind: "inside",
    scope: null,
    from: "admin",
    record: "apiKey",
    status: 200,
  },
  "DELETE /api/v1/api-keys/[id]": { kind: "tenant", scope: null, from: "admin", record: "apiKey" },
  "GET /api/v1/archived-tasks": { kind: "tenant", scope: "tasks:read", list: "archivedTasks" },
  "POST /api/v1/archived-tasks/[id]/restore": {
    kind: "inside",
    scope: "tasks:write",
    record: "archivedTask",
    status: 200,
  },
  "GET /api/v1/trash": { kind: "tenant", scope: "trash:read", from: "member", list: "trash" },
  "POST /api/v1/trash/[id]/restore": {
    kind: "inside",
    scope: "trash:write",
    record: "trashItem",
    status: 200,
  },
  "DELETE /api/v1/trash/[id]": { kind: "tenant", scope: "trash:delete", from: "admin", record: "trashItem" },
  "GET /api/v1/my-tasks": { kind: "tenant", scope: "tasks:read", list: "tasks" },
  "GET /api/v1/settings": { kind: "tenant", scope: "settings:read" },
  "PATCH /api/v1/settings": {
    kind: "tenant",
    scope: "settings:write",
    from: "admin",
    body: { name: "Renamed" },
  },
  "GET /api/v1/audit": {
    kind: "tenant",
    scope: "audit:read",
    from: "admin",
    list: "entries",
    takes: { query: { actor: "member", resource: "task" } },
  },
  "GET /api/v1/audit/export": { kind: "tenant", scope: "audit:read", from: "admin", varies: true },
  "GET /api/v1/webhooks": { kind: "tenant", scope: null, from: "admin", list: "webhooks" },
  "POST /api/v1/webhooks": {
    kind: "tenant",
    scope: null,
    from: "admin",
    body: { url: "http://127.0.0.1:9/", events: ["project.member_added"] },
  },
  "GET /api/v1/webhooks/[id]": { kind: "tenant", scope: null, from: "admin", record: "webhook" },
  "PATCH /api/v1/webhooks/[id]": {
    kind: "tenant",
    scope: null,
    from: "admin",
    record: "webhook",
    body: { active: true },
  },
  "DELETE /api/v1/webhooks/[id]": { kind: "tenant", scope: null, from: "admin", record: "webhook" },
  "POST /api/v1/webhooks/[id]/test": { kind: "inside", scope: null, from: "admin", record: "webhook" },
  "GET /api/v1/webhooks/[id]/deliveries": {
    kind: "tenant",
    scope: null,
    from: "admin",
    record: "webhook",
    list: "deliveries",
  },
  "POST /api/v1/webhooks/[id]/deliveries/[deliveryId]/replay": {
    kind: "inside",
    scope: null,
    from: "admin",
    record: "webhook",
    params: { deliveryId: "delivery" },
    status: 200,
  },
  "GET /api/v1/export": { kind: "owner", scope: "export:read", varies: true },
  "DELETE /api/v1/workspace": { kind: "owner", scope: null, confirm: true },
  "POST /api/v1/workspace/restore": { kind: "owner", scope: null },
  "POST /api/v1/workspace/transfer": {
    kind: "inside",
    scope: null,
    from: "owner",
    body: { memberId: "{member}" },
    takes: { body: { memberId: "member" } },
    status: 200,
  },

  "GET /api/admin/work": { kind: "operator", status: 200 },
  "GET /api/admin/downloads/[token]": { kind: "operator", status: 404 },
  "POST /api/admin/tenants/[slug]/status": { kind: "operator", body: { status: "active" }, status: 200 },
  "POST /api/admin/tenants/[slug]/impersonations": {
    kind: "operator",
    body: { reason: "To see whether this opens", minutes: 5 },
    status: 201,
  },
  "PATCH /api/admin/impersonations/[id]": {
    kind: "operator",
    body: { reason: "To see whether this opens" },
    status: 200,
  },
  "DELETE /api/admin/impersonations/[id]": { kind: "operator", status: 204 },
  "POST /api/admin/tenants/[slug]/downloads": {
    kind: "operator",
    body: { reason: "To see whether this opens" },
    status: 201,
  },
  // What takes long, or ends a workspace, is asked for with an input that is refused, behind the guard.
  "POST /api/admin/tenants/[slug]/backups": { kind: "operator", status: 202 },
  "POST /api/admin/tenants/[slug]/copies": { kind: "operator", body: { slug: "x" }, status: 422 },
  "POST /api/admin/tenants/[slug]/moves": { kind: "operator", body: { to: "" }, status: 422 },
  "POST /api/admin/tenants/[slug]/restores": { kind: "operator", body: { backup: "x" }, status: 422 },
  "DELETE /api/admin/tenants/[slug]": { kind: "operator", body: { confirm: "x" }, status: 422 },
};

/** What a page is for. */
export type PageClass =
  /** Open to anybody. */
  | { kind: "open" }
  /** For whoever is logged in, outside any workspace. */
  | { kind: "account" }
  /** Inside the workspace its address names. `record` is what its last segment is the id of; `shows` is a secret that stands on it. */
  | { kind: "tenant"; record?: Kind; shows: Secret; from?: Role }
  /** The console's. */
  | { kind: "operator" };

/** Every page of the app, as strictly as the routes. */
export const pages: Record<string, PageClass> = {
  "/": { kind: "open" },
  "/login": { kind: "open" },
  "/signup": { kind: "open" },
  "/forgot-password": { kind: "open" },
  "/reset-password": { kind: "open" },
  "/verify-email": { kind: "open" },
  "/invite/[token]": { kind: "open" },
  "/docs/api": { kind: "open" },
  "/workspaces": { kind: "account" },
  "/new-workspace": { kind: "account" },
  "/[slug]": { kind: "tenant", shows: "projectName" },
  "/[slug]/my-work": { kind: "tenant", shows: "taskTitle" },
  "/[slug]/projects": { kind: "tenant", shows: "projectName" },
  "/[slug]/projects/[projectId]": { kind: "tenant", record: "project", shows: "taskTitle" },
  "/[slug]/tasks/[taskId]": { kind: "tenant", record: "task", shows: "comment" },
  "/[slug]/trash": { kind: "tenant", shows: "company" },
  "/[slug]/settings": { kind: "tenant", shows: "company" },
  "/[slug]/settings/members": { kind: "tenant", shows: "memberEmail" },
  "/[slug]/settings/api-keys": { kind: "tenant", shows: "company", from: "admin" },
  "/[slug]/settings/audit": { kind: "tenant", shows: "company", from: "admin" },
  "/[slug]/settings/webhooks": { kind: "tenant", shows: "company", from: "admin" },
  "/[slug]/settings/data": { kind: "tenant", shows: "company" },
  "/[slug]/settings/profile": { kind: "tenant", shows: "memberEmail" },
  "/admin": { kind: "operator" },
  "/admin/log": { kind: "operator" },
  "/admin/tenants": { kind: "operator" },
  "/admin/tenants/[slug]": { kind: "operator" },
  "/admin/work": { kind: "operator" },
};
