import { confirmPasswordResetInput, requestPasswordResetInput } from "../../account/inputs";
import { brandName } from "../../brand";
import type { Mail } from "../mail/mailer";
import type { Platform } from "../platform";
import { consumeEmailToken, issueEmailToken } from "./email-token";
import { hashPassword } from "./password";

/** Mails a link to set a new password, when there is such an account. The caller cannot tell, by the time taken either. */
export async function requestPasswordReset(platform: Platform, input: { email: string }): Promise<void> {
  const { email } = requestPasswordResetInput.parse(input);
  platform.mailer.send(() => resetMail(platform, email));
}

async function resetMail(platform: Platform, email: string): Promise<Mail | null> {
  const account = await platform.catalog.account.findUnique({ where: { email } });
  if (!account) return null;
  const token = await platform.catalog.$transaction((tx) => issueEmailToken(tx, account, "reset_password"));
  return {
    to: account.email,
    subject: `Set a new ${brandName} password`,
    text: "Open this link to choose a new password. It works for one hour. If you did not ask for it, ignore this mail.",
    link: `${platform.publicUrl}/reset-password?token=${token}`,
  };
}

/**
 * Sets a new password and ends every session. Whoever follows the link reads mail there, so the address is verified too.
 * @throws AppError `link_invalid`
 */
export async function confirmPasswordReset(
  platform: Platform,
  input: { token: string; password: string },
): Promise<void> {
  const { token, password } = confirmPasswordResetInput.parse(input);
  const passwordHash = await hashPassword(password);
  await platform.catalog.$transaction(async (tx) => {
    const account = await consumeEmailToken(tx, token, "reset_password");
    await tx.account.update({
      where: { id: account.id },
      data: {
        passwordHash,
        sessionVersion: { increment: 1 },
        emailVerifiedAt: account.emailVerifiedAt ?? new Date(),
      },
    });
  });
}
