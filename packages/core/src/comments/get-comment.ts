import { requireRight, type TenantContext } from "../context";
import { notFound } from "../errors";
import { isId } from "../ids";
import { chosen } from "../list-fields";
import { findTask } from "../tasks/visible";
import { type Comment, commentIncludes, type GetCommentInput, getCommentInput } from "./inputs";
import { presentComments } from "./present";

/** @throws AppError `not_found` when the id is unknown, malformed, foreign or of a task one may not see: all alike */
export async function getComment(
  ctx: TenantContext,
  { id, include: related }: { id: string } & GetCommentInput,
): Promise<Comment> {
  requireRight(ctx, "tasks:read");
  const { include } = getCommentInput.parse({ include: related });
  const row = isId(id) ? await ctx.db.comment.findUnique({ where: { id } }) : null;
  if (!row || !(await findTask(ctx.db, ctx, row.taskId))) throw notFound();
  const [comment] = await presentComments(ctx.db, [row], chosen(commentIncludes, include));
  if (!comment) throw notFound();
  return comment;
}
