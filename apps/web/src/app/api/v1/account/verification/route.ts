import { sendVerification } from "@acre/core/platform";
import { accepted } from "@/server/http/answer";
import { accountRoute } from "@/server/http/route";

export const POST = accountRoute({
  handle: async ({ platform, account }) => {
    await sendVerification(platform, account.id);
    return accepted();
  },
});
