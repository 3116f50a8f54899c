import type { TenantTx, UserRow } from "@acre/db";
import { requireRight, type TenantContext } from "../context";
import { forbidden } from "../errors";
import { parseRole, type Right, rightsOf } from "../rights";

/**
 * Whether the actor may change this member, as the rows are now: somebody who was removed a moment ago changes nobody,
 * and owners are changed by owners alone.
 * @param role what the member is to become, if their role changes
 * @throws AppError `forbidden`
 */
export async function requireAuthority(
  tx: TenantTx,
  ctx: TenantContext,
  member: UserRow,
  role?: string,
): Promise<void> {
  await requireStanding(tx, ctx, "members:write");
  if (member.role === "owner" || role === "owner") await requireStanding(tx, ctx, "owners:write");
}

/**
 * The actor has a right, and had it still when the rows were held.
 * @throws AppError `forbidden`
 */
export async function requireStanding(tx: TenantTx, ctx: TenantContext, right: Right): Promise<void> {
  requireRight(ctx, right);
  const { userId } = ctx.actor;
  // Somebody from outside has no row.
  if (userId === null) return;
  const actor = await tx.user.findUnique({ where: { id: userId }, select: { active: true, role: true } });
  if (!actor?.active || !mayStill(actor.role, right)) throw forbidden();
}

/** Whether a stored role gives a right. */
export function mayStill(storedRole: string, right: Right): boolean {
  const role = parseRole(storedRole);
  return role !== null && rightsOf(role).has(right);
}
