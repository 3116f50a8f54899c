import { z } from "zod";
import { block } from "../fields";

const body = block(20_000).pipe(z.string("Write a comment."));

export const createCommentInput = z.strictObject({ body });
export const updateCommentInput = z.strictObject({ body });
export type CreateCommentInput = z.input<typeof createCommentInput>;
export type UpdateCommentInput = z.input<typeof updateCommentInput>;

/** A comment as the API answers it. */
export interface Comment {
  id: string;
  taskId: string;
  authorId: string;
  body: string;
  /** ISO 8601 instants. */
  createdAt: string;
  updatedAt: string;
}
