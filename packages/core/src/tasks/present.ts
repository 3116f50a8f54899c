import type { Prisma, TaskRow, TenantTx } from "@acre/db";
import { readIncluded } from "./included";
import { type Task, type TaskInclude, taskPriorities, taskStatuses } from "./inputs";

/** What has to be read beside a task's own columns to answer it. */
export const withDetails = {
  project: { select: { id: true, key: true, name: true, status: true, color: true } },
  labels: { select: { labelId: true }, orderBy: { labelId: "asc" } },
} as const satisfies Prisma.TaskInclude;

type DetailedTask = TaskRow & {
  project: { id: string; key: string; name: string; status: string; color: string | null };
  labels: { labelId: string }[];
};

/** Tasks as the API answers them, in the order given, with their comments counted in one query. */
export async function presentTasks(
  tx: TenantTx,
  rows: DetailedTask[],
  include: readonly TaskInclude[] = [],
): Promise<Task[]> {
  if (rows.length === 0) return [];
  // Not by Prisma's `_count`, which counts the comments of the whole workspace to find those of a few tasks.
  const counts = await tx.comment.groupBy({
    by: ["taskId"],
    where: { taskId: { in: rows.map((row) => row.id) } },
    _count: { _all: true },
  });
  const countOf = new Map(counts.map(({ taskId, _count }) => [taskId, _count._all]));
  const included = await readIncluded(tx, rows, include);
  return rows.map((row) => ({ ...presentTask(row, countOf.get(row.id) ?? 0), ...included(row) }));
}

/** One task as the API answers it, with its comments counted. */
export async function presentOneTask(
  tx: TenantTx,
  row: DetailedTask,
  include: readonly TaskInclude[] = [],
): Promise<Task> {
  const [task] = await presentTasks(tx, [row], include);
  return task ?? presentTask(row, 0);
}

/** One task as the API answers it, for whoever knows how many comments it has. */
export function presentTask(row: DetailedTask, commentCount: number): Task {
  return {
    id: row.id,
    projectId: row.projectId,
    key: `${row.project.key}-${row.number}`,
    number: row.number,
    title: row.title,
    description: row.description,
    status: taskStatuses.find((status) => status === row.status) ?? "backlog",
    priority: taskPriorities.find((priority) => priority === row.priority) ?? "none",
    assigneeId: row.assigneeId,
    creatorId: row.creatorId,
    dueDate: row.dueDate,
    labelIds: row.labels.map((label) => label.labelId),
    commentCount,
    position: row.position,
    completedAt: row.completedAt?.toISOString() ?? null,
    archivedAt: row.archivedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
