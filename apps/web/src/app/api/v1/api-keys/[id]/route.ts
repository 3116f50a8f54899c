import { revokeApiKey } from "@acre/core/platform";
import { noContent } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const DELETE = tenantRoute({
  right: "keys:revoke",
  summary: "Revoke an API key",
  answers: { 204: "none" },
  params: ["id"],
  handle: async ({ platform, ctx, params }) => {
    await revokeApiKey(platform, ctx, params);
    return noContent();
  },
});
