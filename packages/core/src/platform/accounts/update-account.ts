import type { TenantDb, TenantTx } from "@acre/db";
import { type AccountView, type UpdateAccountInput, updateAccountInput } from "../../account/inputs";
import type { Platform } from "../platform";
import { forEachMembership } from "../workspaces/for-each-membership";
import { recordMemberAudit } from "../workspaces/member-audit";
import { viewAccount } from "./account-view";

/**
 * Renames a person, in each of their workspaces first and in the catalog last: stopped in between, doing it again
 * finishes it. A workspace that is read-only or suspended keeps the name it has.
 */
export async function updateAccount(
  platform: Platform,
  accountId: string,
  input: UpdateAccountInput,
): Promise<AccountView> {
  const { name } = updateAccountInput.parse(input);
  const renameIn = (db: TenantDb) => db.$transaction((tx) => rename(tx, accountId, name));
  await forEachMembership(platform, accountId, renameIn, "writable");
  return viewAccount(await platform.catalog.account.update({ where: { id: accountId }, data: { name } }));
}

async function rename(tx: TenantTx, accountId: string, name: string): Promise<void> {
  const user = await tx.user.findUnique({ where: { accountId } });
  if (!user || user.name === name) return;
  await tx.user.update({ where: { id: user.id }, data: { name } });
  const changes = { name: { before: user.name, after: name } };
  await recordMemberAudit(tx, { action: "member.renamed", user, changes });
}
