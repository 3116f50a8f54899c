import { deleteComment, updateComment } from "@acre/core";
import { updateCommentInput } from "@acre/core/inputs";
import { commentAnswer } from "@acre/core/outputs";
import { noContent, ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const PATCH = tenantRoute({
  summary: "Rewrite a comment of your own",
  answers: { 200: commentAnswer },
  example: { body: "Done on Tuesday." },
  right: "comments:write",
  params: ["id"],
  body: updateCommentInput,
  handle: async ({ ctx, params, body }) => ok(await updateComment(ctx, { ...body, ...params })),
});

export const DELETE = tenantRoute({
  summary: "Delete a comment of your own",
  answers: { 204: "none" },
  right: "comments:write",
  params: ["id"],
  handle: async ({ ctx, params }) => {
    await deleteComment(ctx, params);
    return noContent();
  },
});
