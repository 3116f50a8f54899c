import { confirmVerificationInput } from "@acre/core/inputs";
import { confirmVerification } from "@acre/core/platform";
import { noContent } from "@/server/http/answer";
import { publicRoute } from "@/server/http/route";

export const POST = publicRoute({
  throttle: "link",
  summary: "Confirm an e-mail address",
  description: "With the token of the link that was sent to it.",
  answers: { 204: "none" },
  example: { token: "the-token-from-the-link" },
  body: confirmVerificationInput,
  handle: async ({ platform, body }) => {
    await confirmVerification(platform, body);
    return noContent();
  },
});
