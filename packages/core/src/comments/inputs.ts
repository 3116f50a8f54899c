import { z } from "zod";
import { block, page } from "../fields";
import { include, signed, sort } from "../list-fields";

const body = block(20_000).pipe(z.string("Write a comment."));

export const createCommentInput = z.strictObject({ body });
export const updateCommentInput = z.strictObject({ body });

export const commentSortColumns = ["createdAt"] as const;
export const commentSorts = signed(commentSortColumns);

export const commentIncludes = ["author"] as const;
export type CommentInclude = (typeof commentIncludes)[number];

export const getCommentInput = z.strictObject({ include: include(commentIncludes) });
export type GetCommentInput = z.input<typeof getCommentInput>;

export const listCommentsInput = page(500, 500).extend({
  include: include(commentIncludes),
  sort: sort(commentSorts).default("createdAt"),
});
export type ListCommentsInput = z.input<typeof listCommentsInput>;
export type CreateCommentInput = z.input<typeof createCommentInput>;
export type UpdateCommentInput = z.input<typeof updateCommentInput>;

export type { Comment } from "./outputs";
