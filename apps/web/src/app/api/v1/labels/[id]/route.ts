import { deleteLabel, updateLabel } from "@acre/core";
import { updateLabelInput } from "@acre/core/inputs";
import { noContent, ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const PATCH = tenantRoute({
  right: "labels:write",
  params: ["id"],
  body: updateLabelInput,
  handle: async ({ ctx, params, body }) => ok(await updateLabel(ctx, { ...body, ...params })),
});

export const DELETE = tenantRoute({
  right: "labels:write",
  params: ["id"],
  handle: async ({ ctx, params }) => {
    await deleteLabel(ctx, params);
    return noContent();
  },
});
