import { leaveWorkspace } from "@acre/core/platform";
import { noContent } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const POST = tenantRoute({
  summary: "Leave the workspace",
  description: "The last owner cannot.",
  answers: { 204: "none" },
  right: "members:leave",
  handle: async ({ platform, ctx }) => {
    await leaveWorkspace(platform, ctx);
    return noContent();
  },
});
