import { recordAudit } from "../audit/record";
import { requireRight, type TenantContext } from "../context";
import { holdForMatch, requireMatch } from "../preconditions";
import { requireOwnComment } from "./own-comment";

/**
 * Deletes a comment of one's own.
 * @throws AppError `forbidden` for somebody else's, `not_found`, `project_archived`
 */
export async function deleteComment(ctx: TenantContext, { id }: { id: string }): Promise<void> {
  requireRight(ctx, "comments:write");
  await ctx.db.$transaction(async (tx) => {
    await holdForMatch(tx, ctx, "comments", id);
    const { comment, task } = await requireOwnComment(tx, ctx, id);
    requireMatch(ctx, comment);
    await tx.comment.delete({ where: { id: comment.id } });
    await recordAudit(tx, ctx, {
      action: "comment.deleted",
      resourceType: "comment",
      resourceId: comment.id,
      projectId: task.projectId,
    });
  });
}
