import type { CommentRow } from "@acre/db";
import type { Comment } from "./inputs";

/** A comment as the API answers it. */
export function presentComment(row: CommentRow): Comment {
  return {
    id: row.id,
    taskId: row.taskId,
    authorId: row.authorId,
    body: row.body,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
