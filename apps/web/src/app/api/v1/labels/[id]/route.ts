import { deleteLabel, getLabel, updateLabel } from "@acre/core";
import { updateLabelInput } from "@acre/core/inputs";
import { labelAnswer } from "@acre/core/outputs";
import { noContent, ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  versioned: true,
  summary: "Get a label",
  answers: { 200: labelAnswer },
  right: "tasks:read",
  params: ["id"],
  handle: async ({ ctx, params }) => ok(await getLabel(ctx, params)),
});

export const PATCH = tenantRoute({
  versioned: true,
  summary: "Rename or recolour a label",
  answers: { 200: labelAnswer },
  example: { color: "moss" },
  right: "labels:write",
  params: ["id"],
  body: updateLabelInput,
  handle: async ({ ctx, params, body }) => ok(await updateLabel(ctx, { ...body, ...params })),
});

export const DELETE = tenantRoute({
  versioned: true,
  summary: "Delete a label, and take it off every task",
  answers: { 204: "none" },
  right: "labels:write",
  params: ["id"],
  handle: async ({ ctx, params }) => {
    await deleteLabel(ctx, params);
    return noContent();
  },
});
