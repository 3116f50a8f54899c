import { newApiKeyAnswer } from "@acre/core/outputs";
import { rotateApiKey } from "@acre/core/platform";
import { ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const POST = tenantRoute({
  right: "keys:write",
  summary: "Give an API key another secret",
  description: "The old one stops working at once. Only the member who made the key may.",
  answers: { 200: newApiKeyAnswer },
  params: ["id"],
  handle: async ({ platform, ctx, params }) => ok(await rotateApiKey(platform, ctx, params)),
});
