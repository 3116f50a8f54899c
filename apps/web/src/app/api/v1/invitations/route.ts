import { inviteInput, listInvitationsInput } from "@acre/core/inputs";
import { invitationsAnswer, inviteAnswer } from "@acre/core/outputs";
import { invite, listInvitations } from "@acre/core/platform";
import { created, ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  summary: "List invitations that wait",
  description: "Newest first, expired ones too. Accepted and revoked ones are not among them.",
  answers: { 200: invitationsAnswer },
  right: "members:invite",
  query: listInvitationsInput,
  handle: async ({ platform, ctx, query }) => ok(await listInvitations(platform, ctx, query)),
});

export const POST = tenantRoute({
  throttle: "invitation",
  summary: "Invite people",
  description:
    "Each address is looked at by itself: read every result's status. A link is shown this once, and mailed where the installation can send mail.",
  answers: { 201: inviteAnswer },
  example: { emails: ["grace@acme.com", "alan@acme.com"], role: "member" },
  right: "members:invite",
  body: inviteInput,
  handle: async ({ platform, ctx, body }) => created(await invite(platform, ctx, body)),
});
