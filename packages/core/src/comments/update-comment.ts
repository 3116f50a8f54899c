import { recordAudit } from "../audit/record";
import { requireRight, type TenantContext } from "../context";
import { holdForMatch, requireMatch } from "../preconditions";
import { type Comment, type UpdateCommentInput, updateCommentInput } from "./inputs";
import { requireOwnComment } from "./own-comment";
import { presentComment } from "./present";

/**
 * Rewrites a comment of one's own.
 * @throws AppError `forbidden` for somebody else's, `not_found`, `project_archived`
 */
export async function updateComment(
  ctx: TenantContext,
  { id, ...input }: { id: string } & UpdateCommentInput,
): Promise<Comment> {
  requireRight(ctx, "comments:write");
  const { body } = updateCommentInput.parse(input);
  return ctx.db.$transaction(async (tx) => {
    await holdForMatch(tx, ctx, "comments", id);
    const { comment, task } = await requireOwnComment(tx, ctx, id);
    requireMatch(ctx, comment);
    const row = await tx.comment.update({ where: { id: comment.id }, data: { body } });
    await recordAudit(tx, ctx, {
      action: "comment.updated",
      resourceType: "comment",
      resourceId: comment.id,
      projectId: task.projectId,
      changes: { body: { before: comment.body, after: row.body } },
    });
    return presentComment(row);
  });
}
