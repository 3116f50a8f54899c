import { holdProject } from "@acre/db";
import { recordAudit } from "../audit/record";
import { requireRight, type TenantContext } from "../context";
import { notFound } from "../errors";
import { isId } from "../ids";
import { findProject, requireActive } from "../projects/visible";
import { parseArchived } from "./archived-data";
import type { Task } from "./inputs";
import { lastPosition } from "./position";
import { presentOneTask, withDetails } from "./present";

/**
 * Brings a task back that was moved out of the way, with its number, its comments, and those of its labels that are
 * still there, at the end of its column.
 * @param input.id of the archived task, not of the task
 * @throws AppError `forbidden`, `not_found`, `project_archived`
 */
export async function restoreArchivedTask(ctx: TenantContext, { id }: { id: string }): Promise<Task> {
  requireRight(ctx, "tasks:write");
  return ctx.db.$transaction(async (tx) => {
    const row = isId(id) ? await tx.archivedTask.findUnique({ where: { id } }) : null;
    const project = row?.projectId ? await findProject(tx, ctx, row.projectId) : null;
    if (!row || !project) throw notFound();
    requireActive(project);
    await holdProject(tx, project.id, ctx.tenant.engine);
    // The first of two who ask at once.
    await tx.archivedTask.delete({ where: { id: row.id } });
    const { task, labels, comments } = parseArchived(row.data);
    const known = await tx.label.findMany({
      where: { id: { in: labels.map((label) => label.id) } },
      select: { id: true },
    });
    // When it was changed last is now: it was brought back.
    const { updatedAt: _, ...columns } = task;
    await tx.task.create({
      data: {
        ...columns,
        position: await lastPosition(tx, { projectId: project.id, status: task.status }),
        archivedAt: null,
        labels: { create: known.map((label) => ({ labelId: label.id })) },
      },
    });
    await tx.comment.createMany({ data: comments.map((comment) => ({ ...comment, taskId: task.id })) });
    const created = await tx.task.findUniqueOrThrow({ where: { id: task.id }, include: withDetails });
    const answer = await presentOneTask(tx, created);
    await recordAudit(tx, ctx, {
      action: "task.restored",
      resourceType: "task",
      resourceId: task.id,
      projectId: project.id,
      changes: { archivedAt: { before: row.archivedAt.toISOString(), after: null } },
    });
    return answer;
  });
}
