import { retryConflicts } from "@acre/db";
import { requireRight, requireUserId, type TenantContext } from "../context";
import { invalidField } from "../errors";
import { requireStanding } from "./authority";
import { holdMember } from "./hold";
import { type Member, type TransferOwnershipInput, transferOwnershipInput } from "./inputs";
import { presentMember } from "./present";
import { changeRole } from "./update-member";

/**
 * Hands the workspace over: the other member becomes an owner and the actor an admin, both or neither. Further owners
 * stay what they are.
 * @returns the new owner
 * @throws AppError `forbidden`, `invalid_input` unless the other one is an active member and not the actor
 */
export async function transferOwnership(ctx: TenantContext, input: TransferOwnershipInput): Promise<Member> {
  requireRight(ctx, "owners:write");
  const { memberId } = transferOwnershipInput.parse(input);
  const userId = requireUserId(ctx);
  if (memberId === userId) throw invalidField("memberId", "Choose somebody else.");
  return retryConflicts(() =>
    ctx.db.$transaction(async (tx) => {
      const heir = await holdMember(tx, memberId).catch(() => null);
      await requireStanding(tx, ctx, "owners:write");
      if (!heir?.active) throw invalidField("memberId", "Choose an active member of this workspace.");
      await tx.companySettings.updateMany({ where: { adminUserId: userId }, data: { adminUserId: heir.id } });
      // An owner's row was held with the others.
      const former = await tx.user.findUniqueOrThrow({ where: { id: userId } });
      const owner = await changeRole(tx, ctx, heir, "owner");
      await changeRole(tx, ctx, former, "admin");
      return presentMember(owner);
    }),
  );
}
