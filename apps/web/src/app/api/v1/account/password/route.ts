import { changePasswordInput } from "@acre/core/inputs";
import { changePassword } from "@acre/core/platform";
import { noContent } from "@/server/http/answer";
import { accountRoute } from "@/server/http/route";

/** Ends every session, the caller's too: log in again with the new password. */
export const POST = accountRoute({
  throttle: "password",
  summary: "Change your password",
  description: "Ends every session, this one too.",
  operationId: "changePassword",
  answers: { 204: "none" },
  example: { currentPassword: "a sentence is good", newPassword: "another long sentence" },
  body: changePasswordInput,
  handle: async ({ platform, account, body }) => {
    await changePassword(platform, account.id, body);
    return noContent();
  },
});
