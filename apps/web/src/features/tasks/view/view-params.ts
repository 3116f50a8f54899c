import { isPriority, isStatus, type Priority, type Status, type Task } from "../../../lib/types";

export type Layout = "board" | "list";
export type Sort = "position" | "due" | "priority" | "updated";

export const sortNames: Record<Sort, string> = {
  position: "Board order",
  due: "Due date",
  priority: "Priority",
  updated: "Last change",
};

/** How a project is looked at. It lives in the address, so that a reload or a colleague sees the same. */
export interface View {
  layout: Layout;
  sort: Sort;
  /** A member's id, `me` or `none`. */
  assignee: string | null;
  priority: Priority | null;
  status: Status | null;
  label: string | null;
  /** Words to be found in the title or the key. */
  query: string;
  /** Archived tasks instead of the others. */
  archived: boolean;
}

/** Reads a view from an address; whatever makes no sense there is ignored. */
export function parseView(params: Pick<URLSearchParams, "get">): View {
  const [sort, priority, status] = [params.get("sort"), params.get("priority"), params.get("status")];
  return {
    layout: params.get("view") === "list" ? "list" : "board",
    sort: isSort(sort) ? sort : "position",
    assignee: params.get("assignee") || null,
    priority: isPriority(priority) ? priority : null,
    status: isStatus(status) ? status : null,
    label: params.get("label") || null,
    query: params.get("q") ?? "",
    archived: params.get("archived") === "1",
  };
}

/** The address of a view: `?view=list&sort=due`, or nothing for the plain board. */
export function formatView(view: View): string {
  const params = new URLSearchParams();
  if (view.layout === "list") params.set("view", "list");
  if (view.sort !== "position") params.set("sort", view.sort);
  for (const name of ["assignee", "priority", "status", "label"] as const) {
    const value = view[name];
    if (value) params.set(name, value);
  }
  if (view.query) params.set("q", view.query);
  if (view.archived) params.set("archived", "1");
  const text = params.toString();
  return text ? `?${text}` : "";
}

/** True when some tasks may be hidden. */
export function isFiltered(view: View): boolean {
  return Boolean(view.assignee || view.priority || view.status || view.label || view.query);
}

/** The tasks a view shows. */
export function tasksIn(view: View, tasks: readonly Task[], myId: string): Task[] {
  const words = view.query.trim().toLocaleLowerCase();
  const assignee = view.assignee === "me" ? myId : view.assignee;
  return tasks.filter(
    (task) =>
      (!assignee || (task.assigneeId ?? "none") === assignee) &&
      (!view.priority || task.priority === view.priority) &&
      (!view.status || task.status === view.status) &&
      (!view.label || task.labelIds.includes(view.label)) &&
      `${task.key} ${task.title}`.toLocaleLowerCase().includes(words),
  );
}

const weight: Record<Priority, number> = { urgent: 0, high: 1, medium: 2, low: 3, none: 4 };

/** Compares two tasks in a view's order; what is equal keeps the board's order. */
export function compareBy(sort: Sort): (a: Task, b: Task) => number {
  const byPosition = (a: Task, b: Task) => a.position - b.position || (a.id < b.id ? -1 : 1);
  const first: Record<Sort, (a: Task, b: Task) => number> = {
    position: () => 0,
    due: (a, b) => compareText(a.dueDate ?? "9", b.dueDate ?? "9"),
    priority: (a, b) => weight[a.priority] - weight[b.priority],
    updated: (a, b) => compareText(b.updatedAt, a.updatedAt),
  };
  return (a, b) => first[sort](a, b) || byPosition(a, b);
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function isSort(value: string | null): value is Sort {
  return value !== null && Object.hasOwn(sortNames, value);
}
