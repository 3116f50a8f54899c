import type { TenantTx } from "@acre/db";
import type { TenantContext } from "../context";
import { forbidden, notFound } from "../errors";
import { isId } from "../ids";
import { requireTask } from "../tasks/visible";

/**
 * A comment the actor wrote, with its task, ready to be changed.
 * @throws AppError `not_found` when it is not there or its task not visible, `forbidden` when somebody else wrote it
 */
export async function requireOwnComment(tx: TenantTx, ctx: TenantContext, id: string) {
  const comment = isId(id) ? await tx.comment.findUnique({ where: { id } }) : null;
  if (!comment) throw notFound();
  const task = await requireTask(tx, ctx, comment.taskId);
  if (comment.authorId !== ctx.actor.userId) throw forbidden();
  return { comment, task };
}
