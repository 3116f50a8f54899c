import { confirmPasswordResetInput } from "@acre/core/inputs";
import { confirmPasswordReset } from "@acre/core/platform";
import { noContent } from "@/server/http/answer";
import { publicRoute } from "@/server/http/route";

export const POST = publicRoute({
  throttle: "link",
  summary: "Set a new password with the token of the link",
  answers: { 204: "none" },
  example: { token: "the-token-from-the-link", password: "another long sentence" },
  body: confirmPasswordResetInput,
  handle: async ({ platform, body }) => {
    await confirmPasswordReset(platform, body);
    return noContent();
  },
});
