import { deliveryAnswer } from "@acre/core/outputs";
import { replayDelivery } from "@acre/core/platform";
import { ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const POST = tenantRoute({
  right: "webhooks:write",
  summary: "Send a delivery again",
  description: "Under the same `webhook-id`, so that the receiver can tell that it has it already.",
  answers: { 200: deliveryAnswer },
  params: ["id", "deliveryId"],
  handle: async ({ platform, ctx, params }) => ok(await replayDelivery(platform, ctx, params)),
});
