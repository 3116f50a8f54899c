import { requestPasswordResetInput } from "@acre/core/inputs";
import { acceptedAnswer } from "@acre/core/outputs";
import { requestPasswordReset } from "@acre/core/platform";
import { accepted } from "@/server/http/answer";
import { publicRoute } from "@/server/http/route";

/** The same answer whether there is such an account or not. */
export const POST = publicRoute({
  throttle: "mail",
  summary: "Ask for a link to set a new password",
  description: "The same answer whether there is such an account or not.",
  answers: { 202: acceptedAnswer },
  example: { email: "ada@acme.com" },
  body: requestPasswordResetInput,
  handle: async ({ platform, body }) => {
    await requestPasswordReset(platform, body);
    return accepted();
  },
});
