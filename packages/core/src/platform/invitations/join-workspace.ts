import { type InvitationRow, retryConflicts, type TenantDb, type TenantTx, type UserRow } from "@acre/db";
import { recordAuditOf } from "../../audit/record";
import { AppError } from "../../errors";
import { holdMember, requireAnotherOwner } from "../../members/hold";
import type { Platform } from "../platform";
import { connectTenant } from "../workspaces/connect-tenant";
import { standsBehind } from "./invitation-row";
import { linkInvalid } from "./link-invalid";

/** The account that accepts. */
export interface Joiner {
  id: string;
  email: string;
  name: string;
}

/**
 * The rest of an acceptance, once it is claimed: the member's row in the workspace, then the door in the catalog, and
 * the invitation is done. Every step may be repeated, after a crash anywhere.
 * @throws AppError `link_invalid` when whoever invited may no longer, `email_taken`, `workspace_suspended`,
 *   `workspace_read_only`, `unavailable`
 */
export async function joinWorkspace(
  platform: Platform,
  invitation: InvitationRow,
  joiner: Joiner,
): Promise<void> {
  const { tenantId, id } = invitation;
  const db = await connectTenant(platform, tenantId);
  await retryConflicts(() => db.$transaction((tx) => takeIn(tx, invitation, joiner)));
  await platform.catalog.$transaction(async (tx) => {
    const door = { accountId: joiner.id, tenantId };
    await tx.membership.upsert({ where: { accountId_tenantId: door }, create: door, update: {} });
    await tx.invitation.update({ where: { id }, data: { open: null } });
  });
}

async function takeIn(tx: TenantTx, invitation: InvitationRow, joiner: Joiner): Promise<void> {
  const inviter = await tx.user.findUnique({ where: { id: invitation.invitedById } });
  if (!standsBehind(inviter, invitation)) throw linkInvalid();
  const found = await rowOf(tx, joiner);
  // Has come in another way meanwhile, and stays what they are.
  if (found?.active && found.accountId === joiner.id) return;
  const { role, tenantId } = invitation;
  const member = { accountId: joiner.id, email: joiner.email, name: joiner.name, role, active: true };
  const user = found ? await bringBack(tx, found, member) : await tx.user.create({ data: member });
  await recordAuditOf(
    tx,
    tenantId,
    { kind: "member", id: user.id, name: user.name },
    {
      action: "member.joined",
      resourceType: "member",
      resourceId: user.id,
      changes: { role: { before: found?.active ? found.role : null, after: role } },
    },
  );
}

/**
 * The row that is theirs already: of somebody who was a member before, or came with imported data and has no account
 * yet. Addresses of imported people are as their source wrote them.
 */
async function rowOf(tx: TenantTx, { id, email }: Joiner): Promise<UserRow | null> {
  const byAccount = await tx.user.findUnique({ where: { accountId: id } });
  if (byAccount) return byAccount;
  const byAddress = await tx.user.findUnique({ where: { email } });
  if (byAddress) return byAddress;
  const without = await tx.user.findMany({ where: { accountId: null }, select: { id: true, email: true } });
  const same = without.find((one) => one.email.toLowerCase() === email);
  return same ? tx.user.findUnique({ where: { id: same.id } }) : null;
}

async function bringBack(
  tx: TenantTx,
  found: UserRow,
  member: { accountId: string; email: string; name: string; role: string; active: boolean },
): Promise<UserRow> {
  const held = await holdMember(tx, found.id);
  if (held.active && held.accountId !== null && held.accountId !== member.accountId) {
    throw new AppError("email_taken", "Somebody else in this workspace has this address.");
  }
  if (member.role !== "owner") await requireAnotherOwner(tx, held);
  return tx.user.update({ where: { id: held.id }, data: member });
}

/** The workspace's name, and who invites, for whoever holds the link. */
export async function readInvitingSide(
  db: TenantDb,
  invitation: InvitationRow,
): Promise<{ name: string; inviter: string | null; standing: boolean }> {
  const inviter = await db.user.findUnique({ where: { id: invitation.invitedById } });
  const settings = await db.companySettings.findFirst();
  return {
    name: settings?.name ?? "",
    inviter: inviter?.name ?? null,
    standing: standsBehind(inviter, invitation),
  };
}
