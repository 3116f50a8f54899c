import { deleteAccountInput, updateAccountInput } from "@acre/core/inputs";
import { deleteAccount, updateAccount } from "@acre/core/platform";
import { noContent, ok } from "@/server/http/answer";
import { accountRoute } from "@/server/http/route";

export const GET = accountRoute({
  handle: async ({ account }) => ok(account),
});

export const PATCH = accountRoute({
  body: updateAccountInput,
  handle: async ({ platform, account, body }) => ok(await updateAccount(platform, account.id, body)),
});

export const DELETE = accountRoute({
  body: deleteAccountInput,
  handle: async ({ platform, account, body }) => {
    await deleteAccount(platform, account.id, body);
    return noContent();
  },
});
