import { recordAudit } from "../audit/record";
import { requireRight, type TenantContext } from "../context";
import { holdForMatch, requireMatch } from "../preconditions";
import { requireTask } from "./visible";

/**
 * Deletes a task with its comments.
 * @throws AppError `forbidden`, `not_found`, `project_archived`
 */
export async function deleteTask(ctx: TenantContext, { id }: { id: string }): Promise<void> {
  requireRight(ctx, "tasks:write");
  await ctx.db.$transaction(async (tx) => {
    await holdForMatch(tx, ctx, "tasks", id);
    const task = await requireTask(tx, ctx, id);
    requireMatch(ctx, task);
    await tx.task.delete({ where: { id: task.id } });
    await recordAudit(tx, ctx, {
      action: "task.deleted",
      resourceType: "task",
      resourceId: task.id,
      projectId: task.projectId,
      changes: { title: { before: task.title, after: null } },
    });
  });
}
