import type { Prisma, TaskRow } from "@acre/db";
import { type Task, taskPriorities, taskStatuses } from "./inputs";

/** What has to be read beside a task's own columns to answer it. */
export const withDetails = {
  project: { select: { key: true, name: true, status: true } },
  labels: { select: { labelId: true }, orderBy: { labelId: "asc" } },
  _count: { select: { comments: true } },
} as const satisfies Prisma.TaskInclude;

type DetailedTask = TaskRow & {
  project: { key: string };
  labels: { labelId: string }[];
  _count: { comments: number };
};

/** A task as the API answers it. */
export function presentTask(row: DetailedTask): Task {
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
    commentCount: row._count.comments,
    position: row.position,
    completedAt: row.completedAt?.toISOString() ?? null,
    archivedAt: row.archivedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
