import type { TenantTx } from "@acre/db";
import { type DeleteAccountInput, deleteAccountInput } from "../../account/inputs";
import { AppError, invalidField } from "../../errors";
import type { Platform } from "../platform";
import { forEachMembership } from "../workspaces/for-each-membership";
import { requirePassword } from "./change-password";

/**
 * Deletes an account: every session ends, the address is free again, and in each workspace the member becomes
 * "Former member", so that the work they left keeps its history. Stopped in between, doing it again finishes it.
 * @throws AppError `last_owner` naming the workspaces that would be left without one, `wrong_password`
 */
export async function deleteAccount(
  platform: Platform,
  accountId: string,
  input: DeleteAccountInput,
): Promise<void> {
  await requireConsent(platform, accountId, deleteAccountInput.parse(input));
  // All are asked before the first is left, so that a refusal leaves everything as it was.
  const ownerless: string[] = [];
  await forEachMembership(platform, accountId, async (db, slug) => {
    if (await isLastOwner(db, accountId)) ownerless.push(slug);
  });
  if (ownerless.length > 0) throw lastOwner(ownerless);
  await forEachMembership(platform, accountId, (db, slug) =>
    db.$transaction((tx) => leave(tx, accountId, slug)),
  );
  await platform.catalog.account.delete({ where: { id: accountId } });
}

async function requireConsent(
  platform: Platform,
  accountId: string,
  { password, confirmEmail }: { password?: string | undefined; confirmEmail?: string | undefined },
): Promise<void> {
  const account = await platform.catalog.account.findUniqueOrThrow({ where: { id: accountId } });
  if (account.passwordHash !== null) {
    return requirePassword(platform, accountId, password ?? "", "password");
  }
  if (confirmEmail !== account.email)
    throw invalidField("confirmEmail", "Write the address of this account.");
}

async function isLastOwner(tx: TenantTx, accountId: string): Promise<boolean> {
  const me = await tx.user.findUnique({ where: { accountId } });
  if (!me?.active || me.role !== "owner") return false;
  return (await tx.user.count({ where: { role: "owner", active: true, id: { not: me.id } } })) === 0;
}

// Asked again inside the transaction: of two owners who leave at once, one stays.
async function leave(tx: TenantTx, accountId: string, slug: string): Promise<void> {
  if (await isLastOwner(tx, accountId)) throw lastOwner([slug]);
  const user = await tx.user.findUnique({ where: { accountId } });
  if (!user) return;
  await tx.user.update({
    where: { id: user.id },
    data: { accountId: null, active: false, name: "Former member", email: `former-${user.id}@invalid` },
  });
}

function lastOwner(slugs: string[]): AppError {
  return new AppError(
    "last_owner",
    `You are the only owner of ${slugs.join(", ")}. Make somebody else an owner before you delete your account.`,
  );
}
