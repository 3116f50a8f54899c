import { z } from "zod";
import { requireRight, type TenantContext } from "../context";
import { notFound } from "../errors";
import { cutPage, readCursor } from "../paging/cursor";
import { findTask } from "../tasks/visible";
import { type Comment, type ListCommentsInput, listCommentsInput } from "./inputs";
import { presentComment } from "./present";

const cursorShape = z.tuple([z.literal("comments"), z.uuid()]);

/**
 * The comments of a task, oldest first.
 * @throws AppError `not_found`
 */
export async function listComments(
  ctx: TenantContext,
  { taskId, ...input }: { taskId: string } & ListCommentsInput,
): Promise<{ comments: Comment[]; nextCursor: string | null }> {
  requireRight(ctx, "tasks:read");
  const { limit, cursor } = listCommentsInput.parse(input);
  const task = await findTask(ctx.db, ctx, taskId);
  if (!task) throw notFound();
  const rows = await ctx.db.comment.findMany({
    where: { taskId: task.id, ...(cursor ? { id: { gt: readCursor(cursor, cursorShape)[1] } } : {}) },
    orderBy: { id: "asc" },
    take: limit + 1,
  });
  const page = cutPage(rows, limit, (row) => ["comments", row.id]);
  return { comments: page.rows.map(presentComment), nextCursor: page.nextCursor };
}
