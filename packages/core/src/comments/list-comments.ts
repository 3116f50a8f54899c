import { requireRight, type TenantContext } from "../context";
import { notFound } from "../errors";
import { chosen } from "../list-fields";
import { findTask } from "../tasks/visible";
import { type Comment, commentIncludes, type ListCommentsInput, listCommentsInput } from "./inputs";
import { presentComments } from "./present";
import { commentSorting } from "./sorting";

/**
 * The comments of a task, oldest first unless asked otherwise.
 * @throws AppError `not_found`
 */
export async function listComments(
  ctx: TenantContext,
  { taskId, ...input }: { taskId: string } & ListCommentsInput,
): Promise<{ comments: Comment[]; nextCursor: string | null }> {
  requireRight(ctx, "tasks:read");
  const { limit, cursor, sort, include } = listCommentsInput.parse(input);
  const task = await findTask(ctx.db, ctx, taskId);
  if (!task) throw notFound();
  const rows = await ctx.db.comment.findMany({
    where: { taskId: task.id, AND: cursor ? [commentSorting.after(sort, cursor)] : [] },
    orderBy: commentSorting.orderBy(sort),
    take: limit + 1,
  });
  const page = commentSorting.cut(sort, rows, limit);
  return {
    comments: await presentComments(ctx.db, page.rows, chosen(commentIncludes, include)),
    nextCursor: page.nextCursor,
  };
}
