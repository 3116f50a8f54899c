import { holdProject, holdTasks } from "@acre/db";
import { recordAudit } from "../audit/record";
import { requireRight, type TenantContext } from "../context";
import { requireMatch } from "../preconditions";
import { trashTask } from "../trash/trash-task";
import { requireTask } from "./visible";

/**
 * Deletes a task with its comments: they lie in the trash for 30 days.
 * @throws AppError `forbidden`, `not_found`, `project_archived`
 */
export async function deleteTask(ctx: TenantContext, { id }: { id: string }): Promise<void> {
  requireRight(ctx, "tasks:write");
  await ctx.db.$transaction(async (tx) => {
    const { projectId } = await requireTask(tx, ctx, id);
    // The project first, as whoever deletes that: nobody waits for what another holds who waits for them.
    await holdProject(tx, projectId, ctx.tenant.engine);
    await holdTasks(tx, [id], ctx.tenant.engine);
    // Read again: what was said of it until it was held goes into the trash with it.
    const task = await requireTask(tx, ctx, id);
    requireMatch(ctx, task);
    await trashTask(tx, ctx, task.id);
    await recordAudit(tx, ctx, {
      action: "task.deleted",
      resourceType: "task",
      resourceId: task.id,
      projectId: task.projectId,
      changes: { title: { before: task.title, after: null } },
    });
  });
}
