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
  "comments:write": { roles: ["owner", "admin", "member", "guest"], label: "Comment" },
  "labels:write": { roles: ["owner", "admin", "member"], label: "Manage labels" },
  "members:read": { roles: ["owner", "admin", "member", "guest"], label: "See who is in the workspace" },
  "settings:read": { roles: ["owner", "admin", "member", "guest"], label: "See the workspace's settings" },
  "settings:write": { roles: ["owner", "admin"], label: "Change the workspace's settings" },
  "export:read": { roles: ["owner"], label: "Download everything in the workspace" },
  "workspace:delete": { roles: ["owner"], label: "Delete the workspace, or keep it after all" },
} as const satisfies Record<string, { roles: readonly Role[]; label: string }>;

export type Right = keyof typeof rightsTable;

export const allRights = Object.keys(rightsTable) as Right[];

/** The rights a role has. */
export function rightsOf(role: Role): ReadonlySet<Right> {
  return new Set(allRights.filter((right) => (rightsTable[right].roles as readonly Role[]).includes(role)));
}

/** Whether a right holds in a workspace that is read-only: what only reads, and the way out of it or back. */
export function holdsReadOnly(right: Right): boolean {
  return right.endsWith(":read") || right === "workspace:delete";
}

/** What a right allows, in words for people. */
export function describeRight(right: Right): string {
  return rightsTable[right].label;
}

/** Narrows a stored role; a role nobody knows has no rights, so it is refused rather than guessed. */
export function parseRole(value: string): Role | null {
  return roles.find((role) => role === value) ?? null;
}
