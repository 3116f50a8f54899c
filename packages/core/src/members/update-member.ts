import { retryConflicts, type TenantTx, type UserRow } from "@acre/db";
import { diff, recordAudit } from "../audit/record";
import { requireRight, type TenantContext } from "../context";
import { notFound } from "../errors";
import { requireMatch } from "../preconditions";
import type { Role } from "../rights";
import { requireAuthority } from "./authority";
import { holdMember, requireAnotherOwner } from "./hold";
import { type Member, type UpdateMemberInput, updateMemberInput } from "./inputs";
import { presentMember } from "./present";

/**
 * Gives a member another role. Owners alone make owners and change them; the last one stays one.
 * @throws AppError `forbidden`, `not_found`, also for somebody who has left, `last_owner`, `precondition_failed`
 */
export async function updateMember(
  ctx: TenantContext,
  { id, ...input }: { id: string } & UpdateMemberInput,
): Promise<Member> {
  requireRight(ctx, "members:write");
  const { role } = updateMemberInput.parse(input);
  return retryConflicts(() =>
    ctx.db.$transaction(async (tx) => {
      const before = await holdMember(tx, id);
      if (!before.active) throw notFound();
      await requireAuthority(tx, ctx, before, role);
      requireMatch(ctx, presentMember(before));
      return presentMember(await changeRole(tx, ctx, before, role));
    }),
  );
}

/**
 * Writes a role and its entry in the log. The row is held by the caller, who has settled who may.
 * @throws AppError `last_owner`
 */
export async function changeRole(
  tx: TenantTx,
  ctx: TenantContext,
  before: UserRow,
  role: Role,
): Promise<UserRow> {
  if (before.role === role) return before;
  if (role !== "owner") await requireAnotherOwner(tx, before);
  const after = await tx.user.update({ where: { id: before.id }, data: { role } });
  await recordAudit(tx, ctx, {
    action: "member.role_changed",
    resourceType: "member",
    resourceId: after.id,
    changes: diff(before, after, ["role"]),
  });
  return after;
}
