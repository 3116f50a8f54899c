import { acceptInvitationInput } from "@acre/core/inputs";
import { joinedAnswer } from "@acre/core/outputs";
import { acceptInvitation } from "@acre/core/platform";
import { ok } from "@/server/http/answer";
import { publicRoute } from "@/server/http/route";
import { readSession, sessionCookieName } from "@/server/session";

export const POST = publicRoute({
  throttle: "link",
  summary: "Accept an invitation",
  description:
    "As whoever is logged in, with the token alone, or as a new account of the invited address, with a name and a password. A link works once.",
  answers: { 200: joinedAnswer },
  example: {
    token: "mB3-the-last-part-of-the-link",
    name: "Grace Hopper",
    password: "a sentence is good",
  },
  body: acceptInvitationInput,
  handle: async ({ platform, request, body }) => {
    const account = await readSession(request.cookies.get(sessionCookieName())?.value);
    return ok(await acceptInvitation(platform, body, account?.id ?? null));
  },
});
