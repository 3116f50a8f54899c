export const roles = ["owner", "admin", "member", "guest"] as const;
export type Role = (typeof roles)[number];

/**
 * What each right lets a member do, and who has it. This table is the only place where a role's rights are written:
 * routes, core functions and pages all read it.
 */
const rightsTable = {
  "projects:read": {
    roles: ["owner", "admin", "member", "guest"],
    label: "See projects that are not private",
  },
  "projects:write": { roles: ["owner", "admin", "member"], label: "Create, edit and archive projects" },
  "projects:delete": { roles: ["owner", "admin"], label: "Delete any project they can see" },
  "tasks:read": { roles: ["owner", "admin", "member", "guest"], label: "See tasks" },
  "tasks:write": { roles: ["owner", "admin", "member"], label: "Create, edit and delete tasks" },
  "trash:read": { roles: ["owner", "admin", "member"], label: "See what was deleted" },
  "trash:write": {
    roles: ["owner", "admin", "member"],
    label: "Bring back deleted tasks, and projects they may delete",
  },
  "trash:delete": { roles: ["owner", "admin"], label: "Delete for good what is in the trash" },
  "comments:write": { roles: ["owner", "admin", "member", "guest"], label: "Comment" },
  "labels:write": { roles: ["owner", "admin", "member"], label: "Manage labels" },
  "members:read": { roles: ["owner", "admin", "member", "guest"], label: "See who is in the workspace" },
  "members:leave": { roles: ["owner", "admin", "member", "guest"], label: "Leave the workspace" },
  "members:invite": { roles: ["owner", "admin"], label: "Invite people, and take invitations back" },
  "members:write": { roles: ["owner", "admin"], label: "Change roles and remove members" },
  "owners:write": { roles: ["owner"], label: "Make, change and remove owners, and hand the workspace over" },
  "settings:read": { roles: ["owner", "admin", "member", "guest"], label: "See the workspace's settings" },
  "settings:write": { roles: ["owner", "admin"], label: "Change the workspace's settings" },
  "keys:read": { roles: ["owner", "admin"], label: "See which API keys there are" },
  "keys:write": { roles: ["owner", "admin"], label: "Create and rotate API keys" },
  "keys:revoke": { roles: ["owner", "admin"], label: "Revoke API keys" },
  "audit:read": { roles: ["owner", "admin"], label: "Read and download the audit log" },
  "webhooks:read": { roles: ["owner", "admin"], label: "See which webhooks there are, and what was sent" },
  "webhooks:write": { roles: ["owner", "admin"], label: "Create, change and remove webhooks" },
  "export:read": { roles: ["owner"], label: "Download everything in the workspace" },
  "workspace:delete": { roles: ["owner"], label: "Delete the workspace, or keep it after all" },
} as const satisfies Record<string, { roles: readonly Role[]; label: string }>;

export type Right = keyof typeof rightsTable;

/**
 * What a key can be given: rights over a workspace's content. Who is in it, other keys and its end are for people, so
 * that a key that leaked cannot make itself another, let anybody in or lock its owners out.
 */
export const keyScopes = [
  "projects:read",
  "projects:write",
  "projects:delete",
  "tasks:read",
  "tasks:write",
  "trash:read",
  "trash:write",
  "trash:delete",
  "comments:write",
  "labels:write",
  "members:read",
  "settings:read",
  "settings:write",
  "audit:read",
  "export:read",
] as const satisfies readonly Right[];

export type KeyScope = (typeof keyScopes)[number];

export const allRights = Object.keys(rightsTable) as Right[];

/** The rights a role has. */
export function rightsOf(role: Role): ReadonlySet<Right> {
  return new Set(allRights.filter((right) => (rightsTable[right].roles as readonly Role[]).includes(role)));
}

/**
 * Whether a right holds in a workspace that is read-only: what only reads, the way out of it or back, and taking a key
 * away from whoever has it.
 */
export function holdsReadOnly(right: Right): boolean {
  return right.endsWith(":read") || right === "workspace:delete" || right === "keys:revoke";
}

/** What a right allows, in words for people. */
export function describeRight(right: Right): string {
  return rightsTable[right].label;
}

/** Narrows a stored role; a role nobody knows has no rights, so it is refused rather than guessed. */
export function parseRole(value: string): Role | null {
  return roles.find((role) => role === value) ?? null;
}
