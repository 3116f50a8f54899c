import type { TenantTx } from "@acre/db";
import type { TenantContext } from "../context";
import { notFound } from "../errors";
import { type TrashedTask, trashedTask } from "./trash-data";

/** What has to be read of a task to keep it whole. */
export const whole = {
  labels: { include: { label: { select: { id: true, name: true } } } },
  comments: { orderBy: { id: "asc" } },
} as const;

/** Moves a task into the trash. Whoever calls this holds the task, and has seen that the actor may delete it. */
export async function trashTask(tx: TenantTx, ctx: TenantContext, id: string): Promise<void> {
  const row = await tx.task.findUnique({ where: { id }, include: whole });
  if (!row) throw notFound();
  const { labels, comments, ...task } = row;
  await tx.trashItem.create({
    data: {
      id,
      kind: "task",
      projectId: task.projectId,
      name: task.title,
      number: task.number,
      deletedById: ctx.actor.userId,
      data: trashedTask.write({ task, labels: labels.map(({ label }) => label), comments }),
    },
  });
  await tx.task.delete({ where: { id } });
}

// So many rows in one statement that its values stay within what every engine takes.
const batch = 1000;

/** Puts tasks back where they were, with their comments and those of their labels that are still there. */
export async function putBack(tx: TenantTx, trashed: TrashedTask[]): Promise<void> {
  const known = await tx.label.findMany({
    where: { id: { in: [...new Set(trashed.flatMap(({ labels }) => labels.map(({ id }) => id)))] } },
    select: { id: true },
  });
  const there = new Set(known.map(({ id }) => id));
  // When it was changed last is now: it was brought back.
  await tx.task.createMany({ data: trashed.map(({ task: { updatedAt: _, ...columns } }) => columns) });
  const labels = trashed.flatMap(({ task, labels: own }) =>
    own.filter(({ id }) => there.has(id)).map(({ id }) => ({ taskId: task.id, labelId: id })),
  );
  await tx.taskLabel.createMany({ data: labels });
  const comments = trashed.flatMap(({ task, comments: own }) =>
    own.map((comment) => ({ ...comment, taskId: task.id })),
  );
  for (let from = 0; from < comments.length; from += batch) {
    await tx.comment.createMany({ data: comments.slice(from, from + batch) });
  }
}
