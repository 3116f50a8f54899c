import { createComment, listComments } from "@acre/core";
import { createCommentInput, listCommentsInput } from "@acre/core/inputs";
import { commentAnswer, commentsAnswer } from "@acre/core/outputs";
import { created, ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  summary: "List a task's comments",
  answers: { 200: commentsAnswer },
  right: "tasks:read",
  params: ["id"],
  query: listCommentsInput,
  handle: async ({ ctx, params, query }) => ok(await listComments(ctx, { ...query, taskId: params.id })),
});

export const POST = tenantRoute({
  repeatable: true,
  summary: "Comment on a task",
  answers: { 201: commentAnswer },
  example: { body: "Done on **Monday**." },
  right: "comments:write",
  params: ["id"],
  body: createCommentInput,
  handle: async ({ ctx, params, body }) => created(await createComment(ctx, { ...body, taskId: params.id })),
});
