import { retryConflicts, type TenantDb, type TenantTx } from "@acre/db";
import type { CatalogTx } from "@acre/db/platform";
import { type DeleteAccountInput, deleteAccountInput } from "../../account/inputs";
import { AppError, invalidField } from "../../errors";
import { handOverPrivateProjects } from "../../members/deactivate";
import { holdMember, isLastOwner } from "../../members/hold";
import { finishOnboarding } from "../onboarding/finish-onboarding";
import type { Platform } from "../platform";
import { forEachMembership, membershipsOf } from "../workspaces/for-each-membership";
import { recordMemberAudit } from "../workspaces/member-audit";
import { requirePassword } from "./change-password";

/**
 * Deletes an account: every session ends, the address is free again, and in each workspace the member becomes
 * "Former member", so that the work they left keeps its history. Stopped in between, doing it again finishes it.
 * @throws AppError `last_owner` naming the workspaces that would be left without one, `wrong_password`,
 *   `workspace_suspended` or `workspace_read_only` when one cannot be left now, `unavailable` when one was just added
 */
export async function deleteAccount(
  platform: Platform,
  accountId: string,
  input: DeleteAccountInput,
): Promise<void> {
  await requireConsent(platform, accountId, deleteAccountInput.parse(input));
  await finishStarted(platform, accountId);
  await requireOpen(platform, accountId);
  // All are asked before the first is left, so that a refusal leaves everything as it was.
  const ownerless: string[] = [];
  await forEachMembership(platform, accountId, async (db, slug) => {
    if (await isOnlyOwner(db, accountId)) ownerless.push(slug);
  });
  if (ownerless.length > 0) throw lastOwner(ownerless);
  const left = await membershipsOf(platform, accountId);
  await forEachMembership(platform, accountId, (db, slug) =>
    retryConflicts(() => db.$transaction((tx) => leave(tx, accountId, slug))),
  );
  await platform.catalog.$transaction(async (tx) => {
    await holdAccount(tx, accountId);
    await requireNoOther(
      tx,
      accountId,
      left.map(({ id }) => id),
    );
    await tx.account.delete({ where: { id: accountId } });
  });
}

// The account's row takes its ledger rows with it, and with them the only way to finish or remove what they are for.
async function finishStarted(platform: Platform, accountId: string): Promise<void> {
  const started = await platform.catalog.onboarding.findMany({ where: { accountId }, select: { id: true } });
  for (const { id } of started) await finishOnboarding(platform, id);
}

// A workspace that is closed cannot be asked who owns it, nor told that somebody left.
async function requireOpen(platform: Platform, accountId: string): Promise<void> {
  const closed = await platform.catalog.membership.findFirst({
    where: { accountId, tenant: { status: { in: ["suspended", "read_only"] } } },
    include: { tenant: { select: { slug: true, status: true } } },
  });
  if (!closed) return;
  const { slug, status } = closed.tenant;
  const [code, state] =
    status === "suspended"
      ? (["workspace_suspended", "suspended"] as const)
      : (["workspace_read_only", "read-only"] as const);
  throw new AppError(
    code,
    `The workspace ${slug} is ${state} and cannot be left now. Ask its owner, or whoever runs this service.`,
  );
}

// A membership refers to the account, and so to a row whose key is being changed: on PostgreSQL whoever adds one now
// waits for this transaction, and one that was added a moment ago is seen by it. SQLite has one writer at a time.
async function holdAccount(tx: CatalogTx, accountId: string): Promise<void> {
  await tx.account.update({ where: { id: accountId }, data: { email: `leaving-${accountId}@invalid` } });
}

async function requireNoOther(tx: CatalogTx, accountId: string, left: string[]): Promise<void> {
  const others = await tx.membership.count({
    where: { accountId, tenantId: { notIn: left }, tenant: { status: { not: "deleting" } } },
  });
  if (others === 0) return;
  throw new AppError("unavailable", "A workspace was added at the same moment. Try again.", {
    retryAfterSeconds: 1,
  });
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

async function isOnlyOwner(db: TenantDb, accountId: string): Promise<boolean> {
  const me = await db.user.findUnique({ where: { accountId } });
  return me !== null && (await isLastOwner(db, me));
}

// Asked again inside the transaction: of two owners who leave at once, one stays.
async function leave(tx: TenantTx, accountId: string, slug: string): Promise<void> {
  const me = await tx.user.findUnique({ where: { accountId }, select: { id: true } });
  if (!me) return;
  const user = await holdMember(tx, me.id);
  if (await isLastOwner(tx, user)) throw lastOwner([slug]);
  await handOverPrivateProjects(tx, user.id);
  await tx.user.update({
    where: { id: user.id },
    data: { accountId: null, active: false, name: "Former member", email: `former-${user.id}@invalid` },
  });
  await recordMemberAudit(tx, {
    action: "member.left",
    user,
    changes: { active: { before: true, after: false } },
  });
}

function lastOwner(slugs: string[]): AppError {
  return new AppError(
    "last_owner",
    `You are the only owner of ${slugs.join(", ")}. Make somebody else an owner before you delete your account.`,
  );
}
