import type { CommentRow, TenantTx } from "@acre/db";
import { peopleOf } from "../members/people-of";
import type { Comment, CommentInclude } from "./inputs";

/** Comments as the API answers them, in the order given, with what is to be included beside them. */
export async function presentComments(
  tx: TenantTx,
  rows: CommentRow[],
  include: readonly CommentInclude[] = [],
): Promise<Comment[]> {
  if (!include.includes("author")) return rows.map(presentComment);
  const people = await peopleOf(
    tx,
    rows.map((row) => row.authorId),
  );
  return rows.map((row) => ({ ...presentComment(row), author: people.get(row.authorId) }));
}

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
