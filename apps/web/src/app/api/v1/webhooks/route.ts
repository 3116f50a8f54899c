import { listWebhooks } from "@acre/core";
import { createWebhookInput, listWebhooksInput } from "@acre/core/inputs";
import { newWebhookAnswer, webhooksAnswer } from "@acre/core/outputs";
import { createWebhook } from "@acre/core/platform";
import { created, ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  right: "webhooks:read",
  summary: "List webhooks",
  answers: { 200: webhooksAnswer },
  query: listWebhooksInput,
  handle: async ({ ctx, query }) => ok(await listWebhooks(ctx, query)),
});

// Not repeatable by Idempotency-Key: its answer has the secret, which is shown once.
export const POST = tenantRoute({
  right: "webhooks:write",
  summary: "Create a webhook",
  description:
    "What is sent there is signed as the Standard Webhooks specification has it. The answer is the only time the secret is shown. An address in a private network is refused.",
  answers: { 201: newWebhookAnswer },
  example: { url: "https://hooks.example.com/acre", events: ["task.created", "task.updated"] },
  body: createWebhookInput,
  handle: async ({ platform, ctx, body }) => created(await createWebhook(platform, ctx, body)),
});
