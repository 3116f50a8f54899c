import { type AccountView, type UpdateAccountInput, updateAccountInput } from "../../account/inputs";
import type { Platform } from "../platform";
import { forEachMembership } from "../workspaces/for-each-membership";
import { viewAccount } from "./account-view";

/**
 * Renames a person, in each of their workspaces first and in the catalog last: stopped in between, doing it again
 * finishes it.
 */
export async function updateAccount(
  platform: Platform,
  accountId: string,
  input: UpdateAccountInput,
): Promise<AccountView> {
  const { name } = updateAccountInput.parse(input);
  await forEachMembership(platform, accountId, async (db) => {
    await db.user.updateMany({ where: { accountId }, data: { name } });
  });
  return viewAccount(await platform.catalog.account.update({ where: { id: accountId }, data: { name } }));
}
