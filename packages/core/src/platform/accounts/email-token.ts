import type { CatalogTx } from "@acre/db/platform";
import { dayMs, hourMs } from "../../durations";
import { AppError } from "../../errors";
import { digestOf, newToken } from "./secret-token";

export type TokenPurpose = "verify_email" | "reset_password";

const lifetimeMs: Record<TokenPurpose, number> = {
  verify_email: 7 * dayMs,
  reset_password: hourMs,
};

/** Makes a single-use token for an account's present address. Only its SHA-256 is kept; what is returned is shown once. `lifetime` in ms. */
export async function issueEmailToken(
  catalog: CatalogTx,
  account: { id: string; email: string },
  purpose: TokenPurpose,
  lifetime = lifetimeMs[purpose],
): Promise<string> {
  const token = newToken();
  await catalog.emailToken.deleteMany({ where: { accountId: account.id, purpose } });
  await catalog.emailToken.create({
    data: {
      tokenHash: digestOf(token),
      accountId: account.id,
      purpose,
      email: account.email,
      expiresAt: new Date(Date.now() + lifetime),
    },
  });
  return token;
}

/**
 * Uses a token up, in one statement, so that of many at once one wins. Call it inside the transaction of what it permits.
 * @throws AppError `link_invalid` when it is unknown, expired, used, for something else, or for an address since changed
 */
export async function consumeEmailToken(catalog: CatalogTx, token: string, purpose: TokenPurpose) {
  const tokenHash = digestOf(token);
  const { count } = await catalog.emailToken.updateMany({
    where: { tokenHash, purpose, usedAt: null, expiresAt: { gt: new Date() } },
    data: { usedAt: new Date() },
  });
  const row =
    count === 1
      ? await catalog.emailToken.findUnique({ where: { tokenHash }, include: { account: true } })
      : null;
  if (!row || row.account.email !== row.email) {
    throw new AppError("link_invalid", "This link has been used or has expired. Ask for a new one.");
  }
  return row.account;
}
