import { endSessions } from "@acre/core/platform";
import { noContent } from "@/server/http/answer";
import { accountRoute } from "@/server/http/route";

export const POST = accountRoute({
  summary: "Log out everywhere",
  description: "Ends every session of yours, this one too.",
  answers: { 204: "none" },
  handle: async ({ platform, account }) => {
    await endSessions(platform, account.id);
    return noContent();
  },
});
