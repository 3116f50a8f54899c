import { confirmVerificationInput } from "../../account/inputs";
import { brandName } from "../../brand";
import type { Platform } from "../platform";
import { consumeEmailToken, issueEmailToken } from "./email-token";

/** Mails a link that verifies the account's address; nothing is sent when it is verified already. */
export async function sendVerification(platform: Platform, accountId: string): Promise<void> {
  const account = await platform.catalog.account.findUnique({ where: { id: accountId } });
  if (!account || account.emailVerifiedAt) return;
  const token = await platform.catalog.$transaction((tx) => issueEmailToken(tx, account, "verify_email"));
  platform.mailer.send({
    to: account.email,
    subject: `Verify your e-mail address for ${brandName}`,
    text: "Open this link to show that this address is yours. It works for seven days.",
    link: `${platform.publicUrl}/verify-email?token=${token}`,
  });
}

/** @throws AppError `link_invalid` */
export async function confirmVerification(platform: Platform, input: { token: string }): Promise<void> {
  const { token } = confirmVerificationInput.parse(input);
  await platform.catalog.$transaction(async (tx) => {
    const account = await consumeEmailToken(tx, token, "verify_email");
    await tx.account.update({
      where: { id: account.id },
      data: { emailVerifiedAt: account.emailVerifiedAt ?? new Date() },
    });
  });
}
