import { retryConflicts, type TenantTx, type UserRow } from "@acre/db";
import { recordAudit } from "../../audit/record";
import type { TenantContext } from "../../context";
import { deactivate } from "../../members/deactivate";
import { holdMember, requireAnotherOwner } from "../../members/hold";
import type { Platform } from "../platform";

/**
 * Ends a membership: first in the workspace, where it bites on the next request, then in the catalog. Stopped in
 * between, nothing opens for them either, and doing it again finishes it.
 * @param mayEnd throws when the actor may not, with the rows held
 * @throws AppError `not_found`, `last_owner`
 */
export async function endMembership(
  platform: Platform,
  ctx: TenantContext,
  id: string,
  mayEnd: (tx: TenantTx, member: UserRow) => Promise<void>,
): Promise<void> {
  const member = await retryConflicts(() =>
    ctx.db.$transaction(async (tx) => {
      const before = await holdMember(tx, id);
      await mayEnd(tx, before);
      if (!before.active) return before;
      await requireAnotherOwner(tx, before);
      const after = await deactivate(tx, id);
      await recordAudit(tx, ctx, {
        action: ctx.actor.userId === id ? "member.left" : "member.removed",
        resourceType: "member",
        resourceId: id,
        changes: { active: { before: true, after: false } },
      });
      return after;
    }),
  );
  await shutDoor(platform, ctx.tenant.id, member);
}

// What they made for others to come in by goes with them: keys, and invitations that wait.
async function shutDoor({ catalog }: Platform, tenantId: string, member: UserRow): Promise<void> {
  const revokedAt = new Date();
  const { accountId, id } = member;
  await catalog.$transaction(async (tx) => {
    if (accountId !== null) await tx.membership.deleteMany({ where: { tenantId, accountId } });
    await tx.apiKey.updateMany({
      where: { tenantId, createdById: id, revokedAt: null },
      data: { revokedAt },
    });
    await tx.invitation.updateMany({
      where: { tenantId, invitedById: id, open: { not: null }, acceptedAt: null },
      data: { revokedAt, open: null },
    });
  });
}
