import { requestPasswordResetInput } from "@acre/core/inputs";
import { requestPasswordReset } from "@acre/core/platform";
import { accepted } from "@/server/http/answer";
import { publicRoute } from "@/server/http/route";

/** The same answer whether there is such an account or not. */
export const POST = publicRoute({
  body: requestPasswordResetInput,
  handle: async ({ platform, body }) => {
    await requestPasswordReset(platform, body);
    return accepted();
  },
});
