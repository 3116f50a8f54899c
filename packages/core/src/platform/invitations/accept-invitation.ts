import type { InvitationRow } from "@acre/db";
import type { CatalogTx } from "@acre/db/platform";
import { AppError, invalidField } from "../../errors";
import { type AcceptInvitationInput, acceptInvitationInput } from "../../invitations/inputs";
import { hashPassword } from "../accounts/password";
import { sendVerification } from "../accounts/verify-email";
import type { Platform } from "../platform";
import { claim, findUsable, giveBack } from "./claim";
import { type Joiner, joinWorkspace } from "./join-workspace";
import { requireOpenToJoin } from "./open-to-join";

/**
 * Accepts an invitation: as the account that is logged in, whose address has to be the one invited, or with a name and a
 * password as a new account of that address. That account still has to confirm its address: the link may have come to
 * it by other ways than mail.
 * A saga over two databases: claimed first, then the member's row, then the door. Killed anywhere, asking again half a
 * minute later, or the next start, finishes it.
 * @param accountId of the session, or null
 * @throws AppError `link_invalid`, also to all but one of many at once; `unauthenticated`, `wrong_account`,
 *   `email_taken`, `workspace_read_only`, `workspace_suspended`, `unavailable`
 */
export async function acceptInvitation(
  platform: Platform,
  input: AcceptInvitationInput,
  accountId: string | null,
): Promise<{ tenant: string }> {
  const { token, name, password } = acceptInvitationInput.parse(input);
  const invitation = await findUsable(platform.catalog, token);
  const slug = await requireOpenToJoin(platform, invitation);
  const newcomer = name !== undefined && password !== undefined ? { name, password } : null;
  const joiner = newcomer
    ? await claimAsNew(platform, token, invitation, newcomer)
    : await claimAs(platform, token, invitation, accountId);
  try {
    await joinWorkspace(platform, invitation, joiner);
  } catch (error) {
    // Nobody is in yet, so the link may work again; if even this fails, the next start finishes or ends it.
    await giveBack(platform.catalog, invitation.id, joiner.claimedAt).catch(() => {});
    throw error;
  }
  if (newcomer) {
    // They are in; a mail that cannot be made must not tell them otherwise.
    await sendVerification(platform, joiner.id).catch((error: unknown) => {
      platform.warn("A verification mail could not be made", error);
    });
  }
  return { tenant: slug };
}

interface Claimant extends Joiner {
  claimedAt: Date;
}

async function claimAs(
  { catalog }: Platform,
  token: string,
  { email }: InvitationRow,
  accountId: string | null,
): Promise<Claimant> {
  const account = accountId ? await catalog.account.findUnique({ where: { id: accountId } }) : null;
  if (!account) throw new AppError("unauthenticated", "Log in first, or send a name and a password.");
  if (account.email !== email) {
    throw new AppError("wrong_account", "This invitation is for another address than yours.");
  }
  return { id: account.id, name: account.name, email, claimedAt: await claim(catalog, token) };
}

async function claimAsNew(
  { catalog }: Platform,
  token: string,
  { email }: InvitationRow,
  { name, password }: { name: string; password: string },
): Promise<Claimant> {
  if (password.toLowerCase() === email) {
    throw invalidField("password", "Choose a password that is not your e-mail address.");
  }
  const passwordHash = await hashPassword(password);
  return catalog.$transaction(async (tx) => {
    const claimedAt = await claim(tx, token);
    await requireNoAccount(tx, email);
    const account = await tx.account.create({ data: { email, name, passwordHash } });
    return { id: account.id, name, email, claimedAt };
  });
}

async function requireNoAccount(tx: CatalogTx, email: string): Promise<void> {
  if ((await tx.account.count({ where: { email } })) === 0) return;
  throw new AppError("email_taken", "There is an account with this address already. Log in to accept.");
}
