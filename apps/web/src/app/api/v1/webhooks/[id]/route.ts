import { getWebhook } from "@acre/core";
import { updateWebhookInput } from "@acre/core/inputs";
import { webhookAnswer } from "@acre/core/outputs";
import { deleteWebhook, updateWebhook } from "@acre/core/platform";
import { noContent, ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  right: "webhooks:read",
  summary: "Get a webhook",
  answers: { 200: webhookAnswer },
  params: ["id"],
  handle: async ({ ctx, params }) => ok(await getWebhook(ctx, params)),
});

export const PATCH = tenantRoute({
  right: "webhooks:write",
  summary: "Change a webhook",
  description: "Whoever changes its address is the member it acts for from then on.",
  answers: { 200: webhookAnswer },
  example: { active: false },
  params: ["id"],
  body: updateWebhookInput,
  handle: async ({ platform, ctx, params, body }) =>
    ok(await updateWebhook(platform, ctx, { ...body, ...params })),
});

export const DELETE = tenantRoute({
  right: "webhooks:write",
  summary: "Delete a webhook",
  answers: { 204: "none" },
  params: ["id"],
  handle: async ({ ctx, params }) => {
    await deleteWebhook(ctx, params);
    return noContent();
  },
});
