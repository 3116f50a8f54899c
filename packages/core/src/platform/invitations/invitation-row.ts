import type { InvitationRow, TenantTx } from "@acre/db";
import { dayMs } from "../../durations";
import type { Invitation } from "../../invitations/inputs";
import { invitationDays } from "../../invitations/inputs";
import { mayStill } from "../../members/authority";
import { parseRole, type Right } from "../../rights";

/** When a link that is made now stops working. */
export function expiry(now = new Date()): Date {
  return new Date(now.getTime() + invitationDays * dayMs);
}

/** What holds an address while its invitation is open: there is one for each in a workspace. */
export function openKey(tenantId: string, email: string): string {
  return `${tenantId}:${email}`;
}

/** The rights it takes to invite somebody as this. */
export function rightsToInvite(role: string): Right[] {
  return role === "owner" ? ["members:invite", "owners:write"] : ["members:invite"];
}

/** Whoever invites, as far as an invitation is concerned. */
export interface Inviter {
  id: string;
  name: string;
  role: string;
  active: boolean;
}

/** Whether they may still invite as they did. One of an operator needs nobody. */
export function standsBehind(
  inviter: Inviter | undefined | null,
  { invitedById, role }: InvitationRow,
): boolean {
  if (invitedById === operatorInvites) return true;
  return inviter?.active === true && rightsToInvite(role).every((right) => mayStill(inviter.role, right));
}

/** Stands where the inviting member would, when whoever runs the installation invites. */
export const operatorInvites = "operator";

/** The inviting members, by id. */
export async function invitersOf(
  tx: TenantTx,
  rows: readonly InvitationRow[],
): Promise<Map<string, Inviter>> {
  const ids = [...new Set(rows.map(({ invitedById }) => invitedById))];
  const users = await tx.user.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, role: true, active: true },
  });
  return new Map(users.map((user) => [user.id, user]));
}

/** An invitation that waits, as the workspace's heads see it. */
export function presentInvitation(row: InvitationRow, inviters: ReadonlyMap<string, Inviter>): Invitation {
  const inviter = inviters.get(row.invitedById);
  return {
    id: row.id,
    email: row.email,
    role: parseRole(row.role) ?? "guest",
    state: stateOf(row, inviter),
    invitedBy: inviter ? { id: inviter.id, name: inviter.name } : null,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}

/** Whether its link works: it waits, it has not run out, and whoever invited may still do so. */
export function stateOf(row: InvitationRow, inviter: Inviter | undefined): Invitation["state"] {
  if (row.expiresAt <= new Date()) return "expired";
  return standsBehind(inviter, row) ? "open" : "lapsed";
}
