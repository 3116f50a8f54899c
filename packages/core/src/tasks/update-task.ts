import { holdProject, type TenantTx } from "@acre/db";
import { diff, recordAudit } from "../audit/record";
import { requireRight, type TenantContext } from "../context";
import { notFound } from "../errors";
import { holdForMatch, requireMatch } from "../preconditions";
import { findProject } from "../projects/visible";
import { type Task, type UpdateTaskInput, updateTaskInput } from "./inputs";
import { lastPosition, positionBeside } from "./position";
import { presentOneTask, presentTask, withDetails } from "./present";
import { requireReferences } from "./references";
import { requireTask } from "./visible";

const audited = [
  "title",
  "description",
  "status",
  "priority",
  "assigneeId",
  "dueDate",
  "labelIds",
  "position",
  "archivedAt",
] as const satisfies readonly (keyof Task)[];

/**
 * Changes a task. A new status puts it at the end of that column unless `position` says where.
 * @throws AppError `forbidden`, `not_found`, `project_archived`, `invalid_input`
 */
export async function updateTask(
  ctx: TenantContext,
  { id, ...input }: { id: string } & UpdateTaskInput,
): Promise<Task> {
  requireRight(ctx, "tasks:write");
  const { labelIds, position, archived, ...columns } = updateTaskInput.parse(input);
  return ctx.db.$transaction(async (tx) => {
    await holdForMatch(tx, ctx, "tasks", id);
    const before = await requireTask(tx, ctx, id);
    requireMatch(ctx, before);
    const project = await findProject(tx, ctx, before.projectId);
    if (!project) throw notFound();
    await requireReferences(tx, { assigneeId: columns.assigneeId, labelIds }, project);
    const status = columns.status ?? before.status;
    const moved = status !== before.status;
    if (position || moved) await holdProject(tx, project.id, ctx.tenant.engine);
    if (labelIds) await replaceLabels(tx, before.id, labelIds);
    const row = await tx.task.update({
      where: { id: before.id },
      data: {
        ...columns,
        ...(position || moved ? { position: await newPosition(tx, { ...before, status }, position) } : {}),
        ...(moved ? { completedAt: status === "completed" ? new Date() : null } : {}),
        ...(archived === undefined
          ? {}
          : { archivedAt: archived ? (before.archivedAt ?? new Date()) : null }),
      },
      include: withDetails,
    });
    const after = await presentOneTask(tx, row);
    const changes = diff(presentTask(before, after.commentCount), after, audited);
    if (Object.keys(changes).length > 0) {
      await recordAudit(tx, ctx, {
        action: "task.updated",
        resourceType: "task",
        resourceId: row.id,
        projectId: row.projectId,
        changes,
      });
    }
    return after;
  });
}

function newPosition(
  tx: TenantTx,
  task: { id: string; projectId: string; status: string },
  place: { before?: string | undefined; after?: string | undefined } | undefined,
): Promise<number> {
  const column = { projectId: task.projectId, status: task.status };
  return place ? positionBeside(tx, column, task.id, place) : lastPosition(tx, column);
}

async function replaceLabels(tx: TenantTx, taskId: string, labelIds: string[]): Promise<void> {
  await tx.taskLabel.deleteMany({ where: { taskId, labelId: { notIn: labelIds } } });
  const kept = await tx.taskLabel.findMany({ where: { taskId }, select: { labelId: true } });
  const has = new Set(kept.map((label) => label.labelId));
  const added = [...new Set(labelIds)].filter((labelId) => !has.has(labelId));
  await tx.taskLabel.createMany({ data: added.map((labelId) => ({ taskId, labelId })) });
}
