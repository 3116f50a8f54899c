import { deliveryAnswer } from "@acre/core/outputs";
import { testWebhook } from "@acre/core/platform";
import { created } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const POST = tenantRoute({
  right: "webhooks:write",
  summary: "Send a test",
  description: "Queues the message `webhook.test`; the list of deliveries says what came of it.",
  answers: { 201: deliveryAnswer },
  params: ["id"],
  handle: async ({ platform, ctx, params }) => created(await testWebhook(platform, ctx, params)),
});
