import { dateName } from "../../../lib/dates";
import { type Activity, isPriority, isStatus, priorityNames, statusNames } from "../../../lib/types";

/** Turns an id into a name; undefined for one that is no longer there. */
export type NameOf = (id: string) => string | undefined;

interface Change {
  before: unknown;
  after: unknown;
}

type Tell = (change: Change, nameOf: NameOf) => string;

const tellers: Record<string, Tell> = {
  title: ({ before, after }) => `renamed it from “${text(before)}” to “${text(after)}”`,
  description: ({ after }) => (after === null ? "removed the description" : "rewrote the description"),
  status: ({ before, after }) => `moved it from ${status(before)} to ${status(after)}`,
  priority: ({ before, after }) => `changed the priority from ${priority(before)} to ${priority(after)}`,
  assigneeId: ({ after }, nameOf) =>
    after === null ? "unassigned it" : `assigned it to ${person(after, nameOf)}`,
  dueDate: ({ after }) =>
    typeof after === "string" ? `set the due date to ${dateName(after)}` : "removed the due date",
  labelIds: () => "changed the labels",
  archivedAt: ({ after }) => (after === null ? "restored it" : "archived it"),
};

/**
 * What somebody did to a task, in words that follow their name: "moved it from To do to In review and unassigned it".
 * Null for what is not worth a line, such as a new place in the same column.
 */
export function activityWords(
  { action, changes }: Pick<Activity, "action" | "changes">,
  nameOf: NameOf,
): string | null {
  if (action === "task.created") return "created it";
  const parts = Object.entries(changes).flatMap(([field, change]) => tellers[field]?.(change, nameOf) ?? []);
  if (parts.length < 2) return parts[0] ?? null;
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function status(value: unknown): string {
  return isStatus(value) ? statusNames[value] : text(value);
}

function priority(value: unknown): string {
  return isPriority(value) ? priorityNames[value].toLowerCase() : text(value);
}

function person(value: unknown, nameOf: NameOf): string {
  return (typeof value === "string" && nameOf(value)) || "a former member";
}
