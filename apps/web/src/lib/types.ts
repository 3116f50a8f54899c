import type {
  Activity,
  ApiKey,
  Comment,
  Invitation,
  Invited,
  Label,
  Member,
  Project,
  Right,
  Role,
  SentInvitation,
  Task,
  TaskPriority,
  TaskStatus,
} from "@acre/core/inputs";

export type {
  Activity,
  ApiKey,
  Comment,
  Invitation,
  Invited,
  Label,
  Member,
  Project,
  Right,
  Role,
  SentInvitation,
  Task,
};
export type Status = TaskStatus;
export type Priority = TaskPriority;

// Only types are taken from the domain here: its schemas would bring Zod into every page.

/** What people call each status, in the order of the board's columns. */
export const statusNames: Record<Status, string> = {
  backlog: "Backlog",
  todo: "To do",
  in_progress: "In progress",
  in_review: "In review",
  completed: "Completed",
  cancelled: "Cancelled",
};

/** What people call each priority, most pressing first. */
export const priorityNames: Record<Priority, string> = {
  urgent: "Urgent",
  high: "High",
  medium: "Medium",
  low: "Low",
  none: "No priority",
};

/** From the one with every right down. */
export const roleNames: readonly Role[] = ["owner", "admin", "member", "guest"];

export const statuses = keysOf(statusNames);
export const priorities = keysOf(priorityNames);

/** True for a task that asks for no more work. */
export function isClosed(status: Status): boolean {
  return status === "completed" || status === "cancelled";
}

export function isStatus(value: unknown): value is Status {
  return statuses.some((status) => status === value);
}

export function isPriority(value: unknown): value is Priority {
  return priorities.some((priority) => priority === value);
}

/** Whether a text names a role. */
export function isRole(value: unknown): value is Role {
  return roleNames.some((role) => role === value);
}

function keysOf<K extends string>(record: Record<K, string>): readonly K[] {
  return Object.keys(record) as K[];
}
