import { deleteComment, updateComment } from "@acre/core";
import { updateCommentInput } from "@acre/core/inputs";
import { noContent, ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const PATCH = tenantRoute({
  right: "comments:write",
  params: ["id"],
  body: updateCommentInput,
  handle: async ({ ctx, params, body }) => ok(await updateComment(ctx, { ...body, ...params })),
});

export const DELETE = tenantRoute({
  right: "comments:write",
  params: ["id"],
  handle: async ({ ctx, params }) => {
    await deleteComment(ctx, params);
    return noContent();
  },
});
