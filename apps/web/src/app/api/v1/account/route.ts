import { deleteAccountInput, updateAccountInput } from "@acre/core/inputs";
import { accountAnswer } from "@acre/core/outputs";
import { deleteAccount, updateAccount } from "@acre/core/platform";
import { noContent, ok } from "@/server/http/answer";
import { accountRoute } from "@/server/http/route";

export const GET = accountRoute({
  summary: "Get your account",
  answers: { 200: accountAnswer },
  handle: async ({ account }) => ok(account),
});

export const PATCH = accountRoute({
  summary: "Change your name",
  answers: { 200: accountAnswer },
  example: { name: "Ada Lovelace" },
  body: updateAccountInput,
  handle: async ({ platform, account, body }) => ok(await updateAccount(platform, account.id, body)),
});

export const DELETE = accountRoute({
  throttle: "password",
  summary: "Delete your account",
  description:
    "With your password, or with your address where you have none. Refused while you are the last owner of a workspace.",
  answers: { 204: "none" },
  example: { password: "a sentence is good" },
  body: deleteAccountInput,
  handle: async ({ platform, account, body }) => {
    await deleteAccount(platform, account.id, body);
    return noContent();
  },
});
