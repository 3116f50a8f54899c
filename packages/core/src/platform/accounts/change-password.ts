import { type ChangePasswordInput, changePasswordInput } from "../../account/inputs";
import { AppError } from "../../errors";
import type { Platform } from "../platform";
import { hashPassword, verifyPassword } from "./password";

/**
 * Changes the password and ends every session of the account, the caller's own included: it logs in anew.
 * @throws AppError `wrong_password` when the current one does not fit, or the account has none
 */
export async function changePassword(
  platform: Platform,
  accountId: string,
  input: ChangePasswordInput,
): Promise<void> {
  const { currentPassword, newPassword } = changePasswordInput.parse(input);
  await requirePassword(platform, accountId, currentPassword, "currentPassword");
  const passwordHash = await hashPassword(newPassword);
  await platform.catalog.$transaction([
    // A link that was asked for earlier must not undo this.
    platform.catalog.emailToken.deleteMany({ where: { accountId, purpose: "reset_password" } }),
    platform.catalog.account.update({
      where: { id: accountId },
      data: { passwordHash, sessionVersion: { increment: 1 } },
    }),
  ]);
}

/** @throws AppError `wrong_password`, naming the field */
export async function requirePassword(
  platform: Platform,
  accountId: string,
  password: string,
  field: string,
): Promise<void> {
  const account = await platform.catalog.account.findUnique({ where: { id: accountId } });
  if (await verifyPassword(account?.passwordHash ?? null, password)) return;
  const message = "This is not your current password.";
  throw new AppError("wrong_password", message, { fields: [{ field, message }] });
}
