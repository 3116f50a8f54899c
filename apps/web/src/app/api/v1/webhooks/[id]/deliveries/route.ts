import { listDeliveries } from "@acre/core";
import { listDeliveriesInput } from "@acre/core/inputs";
import { deliveriesAnswer } from "@acre/core/outputs";
import { ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  right: "webhooks:read",
  summary: "List a webhook's deliveries",
  description: "Newest first; they are kept for 30 days.",
  answers: { 200: deliveriesAnswer },
  params: ["id"],
  query: listDeliveriesInput,
  handle: async ({ ctx, params, query }) => ok(await listDeliveries(ctx, { ...query, ...params })),
});
