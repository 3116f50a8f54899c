import { requireRight, type TenantContext } from "../context";
import { notFound } from "../errors";
import { findTask } from "../tasks/visible";
import type { Comment } from "./inputs";
import { presentComment } from "./present";

const most = 500;

/**
 * The comments of a task, oldest first; the newest 500 of them.
 * @throws AppError `not_found`
 */
export async function listComments(
  ctx: TenantContext,
  { taskId }: { taskId: string },
): Promise<{ comments: Comment[] }> {
  requireRight(ctx, "tasks:read");
  const task = await findTask(ctx.db, ctx, taskId);
  if (!task) throw notFound();
  const rows = await ctx.db.comment.findMany({
    where: { taskId: task.id },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: most,
  });
  return { comments: rows.reverse().map(presentComment) };
}
