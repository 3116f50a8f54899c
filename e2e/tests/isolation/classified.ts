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
  /** Inside the workspace that X-Tenant names. `record` is what its [id] is the id of. */
  | { kind: "tenant"; record?: Kind; body?: object }
  /** As those, for owners alone. `confirm` when its body repeats the workspace's slug. */
  | { kind: "owner"; confirm?: true };

/**
 * Every route of the app. One that is not written here fails a test: decide what it is before it ships.
 * Bodies that change something set it to what it was, so that one test leaves the next what it needs.
 */
export const routes: Record<string, RouteClass> = {
  "GET /api/health": { kind: "open" },
  "GET /api/ready": { kind: "open" },
  "GET /icon.svg": { kind: "open" },
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

  "GET /api/v1/projects": { kind: "tenant" },
  "POST /api/v1/projects": { kind: "tenant", body: { name: "New project" } },
  "GET /api/v1/projects/[id]": { kind: "tenant", record: "project" },
  "PATCH /api/v1/projects/[id]": { kind: "tenant", record: "project", body: { color: "pine" } },
  "DELETE /api/v1/projects/[id]": { kind: "tenant", record: "project" },
  "GET /api/v1/projects/[id]/activity": { kind: "tenant", record: "project" },
  "GET /api/v1/projects/[id]/tasks": { kind: "tenant", record: "project" },
  "POST /api/v1/projects/[id]/tasks": { kind: "tenant", record: "project", body: { title: "New task" } },
  "GET /api/v1/tasks/[id]": { kind: "tenant", record: "task" },
  "PATCH /api/v1/tasks/[id]": { kind: "tenant", record: "task", body: { priority: "high" } },
  "DELETE /api/v1/tasks/[id]": { kind: "tenant", record: "task" },
  "GET /api/v1/tasks/[id]/activity": { kind: "tenant", record: "task" },
  "GET /api/v1/tasks/[id]/comments": { kind: "tenant", record: "task" },
  "POST /api/v1/tasks/[id]/comments": { kind: "tenant", record: "task", body: { body: "New comment" } },
  "PATCH /api/v1/comments/[id]": { kind: "tenant", record: "comment", body: { body: "Rewritten" } },
  "DELETE /api/v1/comments/[id]": { kind: "tenant", record: "comment" },
  "GET /api/v1/labels": { kind: "tenant" },
  "POST /api/v1/labels": { kind: "tenant", body: { name: "new label" } },
  "PATCH /api/v1/labels/[id]": { kind: "tenant", record: "label", body: { color: "rust" } },
  "DELETE /api/v1/labels/[id]": { kind: "tenant", record: "label" },
  "GET /api/v1/members": { kind: "tenant" },
  "GET /api/v1/my-tasks": { kind: "tenant" },
  "GET /api/v1/settings": { kind: "tenant" },
  "PATCH /api/v1/settings": { kind: "tenant", body: { name: "Renamed" } },
  "GET /api/v1/export": { kind: "owner" },
  "DELETE /api/v1/workspace": { kind: "owner", confirm: true },
  "POST /api/v1/workspace/restore": { kind: "owner" },
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
