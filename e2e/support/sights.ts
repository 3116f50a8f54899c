import type { Planted } from "./planted";

/** A page as somebody comes to see it. */
export interface Sight {
  name: string;
  /** Whose eyes: a stranger has no session, an operator is nobody's member. */
  as: "member" | "stranger" | "operator";
  /** So much is on it that looking at all of it takes long. */
  large?: true;
  address: (planted: Planted) => string;
}

/** Every page of the app, in each of the states that look different. */
export const sights: Sight[] = [
  { name: "landing", as: "stranger", address: () => "/" },
  { name: "landing, logged in", as: "member", address: () => "/" },
  { name: "the API", as: "stranger", large: true, address: () => "/docs/api" },
  { name: "sign-up", as: "stranger", address: () => "/signup" },
  { name: "log-in", as: "stranger", address: () => "/login" },
  { name: "log-in, with a notice", as: "stranger", address: () => "/login?notice=password-changed" },
  { name: "forgotten password", as: "stranger", address: () => "/forgot-password" },
  { name: "new password", as: "stranger", address: () => `/reset-password?token=${"x".repeat(43)}` },
  { name: "confirm an address", as: "stranger", address: () => `/verify-email?token=${"x".repeat(43)}` },
  { name: "incomplete link", as: "stranger", address: () => "/verify-email" },
  { name: "an invitation that is none", as: "stranger", address: () => `/invite/${"x".repeat(43)}` },
  { name: "no such page", as: "stranger", address: () => "/no/such/page" },
  { name: "no access", as: "member", address: () => "/no_such_workspace" },
  { name: "workspaces", as: "member", address: () => "/workspaces" },
  { name: "new workspace", as: "member", address: () => "/new-workspace" },
  { name: "home", as: "member", address: ({ person }) => `/${person.tenant}` },
  { name: "my work", as: "member", address: ({ person }) => `/${person.tenant}/my-work` },
  { name: "projects", as: "member", address: ({ person }) => `/${person.tenant}/projects` },
  {
    name: "board",
    as: "member",
    address: ({ person, records }) => `/${person.tenant}/projects/${records.project}`,
  },
  {
    name: "list",
    as: "member",
    address: ({ person }) => `/${person.tenant}/projects/${person.projectId}?view=list`,
  },
  {
    name: "no match",
    as: "member",
    address: ({ person }) => `/${person.tenant}/projects/${person.projectId}?q=nothing+has+this`,
  },
  {
    name: "archived tasks",
    as: "member",
    address: ({ person }) => `/${person.tenant}/projects/${person.projectId}?archived=1`,
  },
  { name: "task", as: "member", address: ({ person, records }) => `/${person.tenant}/tasks/${records.task}` },
  { name: "no such task", as: "member", address: ({ person }) => `/${person.tenant}/tasks/x` },
  { name: "trash, with nothing in it", as: "member", address: ({ person }) => `/${person.tenant}/trash` },
  { name: "settings", as: "member", address: ({ person }) => `/${person.tenant}/settings` },
  { name: "members", as: "member", address: ({ person }) => `/${person.tenant}/settings/members` },
  { name: "audit log", as: "member", address: ({ person }) => `/${person.tenant}/settings/audit` },
  { name: "keys", as: "member", address: ({ person }) => `/${person.tenant}/settings/api-keys` },
  { name: "webhooks", as: "member", address: ({ person }) => `/${person.tenant}/settings/webhooks` },
  { name: "data", as: "member", address: ({ person }) => `/${person.tenant}/settings/data` },
  { name: "profile", as: "member", address: ({ person }) => `/${person.tenant}/settings/profile` },
  { name: "the console", as: "operator", address: () => "/admin" },
  { name: "the console's tenants", as: "operator", address: () => "/admin/tenants" },
  {
    name: "a tenant in the console",
    as: "operator",
    address: ({ person }) => `/admin/tenants/${person.tenant}`,
  },
  { name: "the console's work", as: "operator", address: () => "/admin/work" },
  { name: "the console's log", as: "operator", address: () => "/admin/log" },
];
