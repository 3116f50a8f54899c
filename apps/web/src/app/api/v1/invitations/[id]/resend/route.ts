import { sentInvitationAnswer } from "@acre/core/outputs";
import { resendInvitation } from "@acre/core/platform";
import { created } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const POST = tenantRoute({
  throttle: "invitation",
  summary: "Send an invitation again",
  description: "A new link for another seven days, shown this once. The old one no longer works.",
  answers: { 201: sentInvitationAnswer },
  right: "members:invite",
  params: ["id"],
  handle: async ({ platform, ctx, params }) => created(await resendInvitation(platform, ctx, params)),
});
