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
  | ({ kind: "owner"; confirm?: true } & WorkspaceRoute);

/** What `npm run prove` has to know of a route inside a workspace, beside what `record` its [id] is the id of. */
export interface WorkspaceRoute {
  /** The scope that lets a key call it; null where no key may. */
  scope: string | null;
  /** The lowest role that may call it; without it everybody may who is let read, and members where it writes. */
  from?: Role;
  /** Where else it takes ids, and of what: names of query parameters, and paths in the body such as `position.before`. */
  takes?: { query?: Record<string, Kind>; body?: Record<string, Kind> };
  /** What other dynamic segments of its path are the ids of. */
  params?: Record<string, Kind>;
  /** The list's name in the answer, for a route whose list goes on behind a cursor. */
  list?: string;
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
  "GET /api/v1/openapi.json": { kind: "open" },
  "GET /api/auth/[...nextauth]": { kind: "auth" },
  "POST /api/auth/[...nextauth]": { kind: "auth" },

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

  "GET /api/v1/account": { kind: "account", status: 200 },
  "PATCH /api/v1/account": { kind: "account", body: { name: "Ada" }, status: 200 },
  "DELETE /api/v1/account": { kind: "account", body: { password: "not this one" }, status: 422 },
  "POST /api/v1/account/password": {
    kind: "account",
    body: { currentPassword: "not this one", newPassword: "correct horse battery" },
    status: 422,
  },
  "POST /api/v1/account/verification": { kind: "account", status: 202 },

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
  "DELETE /api/v1/projects/[id]": {
    kind: "tenant",
    scope: "projects:delete",
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
    kind: "tenant",
    body: {
      operations: [{ op: "create", projectId: "00000000-0000-7000-8000-000000000000", title: "New task" }],
    },
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
  "GET /api/v1/comments/[id]": { kind: "tenant", record: "comment" },
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
  "GET /api/v1/labels/[id]": { kind: "tenant", record: "label" },
  "PATCH /api/v1/labels/[id]": {
    kind: "tenant",
    scope: "labels:write",
    record: "label",
    body: { color: "rust" },
  },
  "DELETE /api/v1/labels/[id]": { kind: "tenant", scope: "labels:write", record: "label" },
  "GET /api/v1/members": { kind: "tenant", scope: "members:read", list: "members" },
  "GET /api/v1/my-tasks": { kind: "tenant", scope: "tasks:read", list: "tasks" },
  "GET /api/v1/settings": { kind: "tenant", scope: "settings:read" },
  "PATCH /api/v1/settings": {
    kind: "tenant",
    scope: "settings:write",
    from: "admin",
    body: { name: "Renamed" },
  },
  "GET /api/v1/export": { kind: "owner", scope: null, varies: true },
  "DELETE /api/v1/workspace": { kind: "owner", scope: null, confirm: true },
  "POST /api/v1/workspace/restore": { kind: "owner", scope: null },
};

/** What a page is for. */
export type PageClass =
  /** Open to anybody. */
  | { kind: "open" }
  /** For whoever is logged in, outside any workspace. */
  | { kind: "account" }
  /** Inside the workspace its address names. `record` is what its last segment is the id of; `shows` is a secret that stands on it. */
  | { kind: "tenant"; record?: Kind; shows: Secret };

/** Every page of the app, as strictly as the routes. */
export const pages: Record<string, PageClass> = {
  "/": { kind: "open" },
  "/login": { kind: "open" },
  "/signup": { kind: "open" },
  "/forgot-password": { kind: "open" },
  "/reset-password": { kind: "open" },
  "/verify-email": { kind: "open" },
  "/docs/api": { kind: "open" },
  "/workspaces": { kind: "account" },
  "/new-workspace": { kind: "account" },
  "/[slug]": { kind: "tenant", shows: "projectName" },
  "/[slug]/my-work": { kind: "tenant", shows: "taskTitle" },
  "/[slug]/projects": { kind: "tenant", shows: "projectName" },
  "/[slug]/projects/[projectId]": { kind: "tenant", record: "project", shows: "taskTitle" },
  "/[slug]/tasks/[taskId]": { kind: "tenant", record: "task", shows: "comment" },
  "/[slug]/settings": { kind: "tenant", shows: "company" },
  "/[slug]/settings/data": { kind: "tenant", shows: "company" },
  "/[slug]/settings/profile": { kind: "tenant", shows: "memberEmail" },
};
