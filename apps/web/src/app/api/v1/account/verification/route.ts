import { acceptedAnswer } from "@acre/core/outputs";
import { sendVerification } from "@acre/core/platform";
import { accepted } from "@/server/http/answer";
import { accountRoute } from "@/server/http/route";

export const POST = accountRoute({
  throttle: "mail",
  summary: "Send the link that confirms your address again",
  operationId: "sendVerification",
  answers: { 202: acceptedAnswer },
  handle: async ({ platform, account }) => {
    await sendVerification(platform, account.id);
    return accepted();
  },
});
