import { recordAudit } from "../audit/record";
import { requireRight, requireUserId, type TenantContext } from "../context";
import { requireTask } from "../tasks/visible";
import { type Comment, type CreateCommentInput, createCommentInput } from "./inputs";
import { presentComment } from "./present";

/**
 * Comments on a task, in the actor's name.
 * @throws AppError `forbidden`, `not_found`, `project_archived`
 */
export async function createComment(
  ctx: TenantContext,
  { taskId, ...input }: { taskId: string } & CreateCommentInput,
): Promise<Comment> {
  requireRight(ctx, "comments:write");
  const { body } = createCommentInput.parse(input);
  const authorId = requireUserId(ctx);
  return ctx.db.$transaction(async (tx) => {
    const task = await requireTask(tx, ctx, taskId);
    const row = await tx.comment.create({ data: { taskId: task.id, authorId, body } });
    await recordAudit(tx, ctx, {
      action: "comment.created",
      resourceType: "comment",
      resourceId: row.id,
      projectId: task.projectId,
    });
    return presentComment(row);
  });
}
