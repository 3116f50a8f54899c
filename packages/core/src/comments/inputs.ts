import { z } from "zod";
import { block, page } from "../fields";

const body = block(20_000).pipe(z.string("Write a comment."));

export const createCommentInput = z.strictObject({ body });
export const updateCommentInput = z.strictObject({ body });
export const listCommentsInput = page(500, 500);
export type ListCommentsInput = z.input<typeof listCommentsInput>;
export type CreateCommentInput = z.input<typeof createCommentInput>;
export type UpdateCommentInput = z.input<typeof updateCommentInput>;

export type { Comment } from "./outputs";
