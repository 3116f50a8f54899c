import { confirmPasswordResetInput } from "@acre/core/inputs";
import { confirmPasswordReset } from "@acre/core/platform";
import { noContent } from "@/server/http/answer";
import { publicRoute } from "@/server/http/route";

export const POST = publicRoute({
  body: confirmPasswordResetInput,
  handle: async ({ platform, body }) => {
    await confirmPasswordReset(platform, body);
    return noContent();
  },
});
