import { confirmVerificationInput } from "@acre/core/inputs";
import { confirmVerification } from "@acre/core/platform";
import { noContent } from "@/server/http/answer";
import { publicRoute } from "@/server/http/route";

export const POST = publicRoute({
  body: confirmVerificationInput,
  handle: async ({ platform, body }) => {
    await confirmVerification(platform, body);
    return noContent();
  },
});
