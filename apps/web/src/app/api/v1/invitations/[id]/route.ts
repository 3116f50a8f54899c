import { revokeInvitation } from "@acre/core/platform";
import { noContent } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const DELETE = tenantRoute({
  summary: "Revoke an invitation",
  answers: { 204: "none" },
  right: "members:invite",
  params: ["id"],
  handle: async ({ platform, ctx, params }) => {
    await revokeInvitation(platform, ctx, params);
    return noContent();
  },
});
