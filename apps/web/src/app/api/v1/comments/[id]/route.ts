import { deleteComment, getComment, updateComment } from "@acre/core";
import { getCommentInput, updateCommentInput } from "@acre/core/inputs";
import { commentAnswer } from "@acre/core/outputs";
import { noContent, ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  versioned: true,
  summary: "Get a comment",
  answers: { 200: commentAnswer },
  right: "tasks:read",
  params: ["id"],
  query: getCommentInput,
  handle: async ({ ctx, params, query }) => ok(await getComment(ctx, { ...query, ...params })),
});

export const PATCH = tenantRoute({
  versioned: true,
  summary: "Rewrite a comment of your own",
  answers: { 200: commentAnswer },
  example: { body: "Done on Tuesday." },
  right: "comments:write",
  params: ["id"],
  body: updateCommentInput,
  handle: async ({ ctx, params, body }) => ok(await updateComment(ctx, { ...body, ...params })),
});

export const DELETE = tenantRoute({
  versioned: true,
  summary: "Delete a comment of your own",
  answers: { 204: "none" },
  right: "comments:write",
  params: ["id"],
  handle: async ({ ctx, params }) => {
    await deleteComment(ctx, params);
    return noContent();
  },
});
