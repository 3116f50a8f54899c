import { requireRight, type TenantContext } from "../../context";
import { requireAuthority } from "../../members/authority";
import { presentMember } from "../../members/present";
import { requireMatch } from "../../preconditions";
import type { Platform } from "../platform";
import { endMembership } from "./end-membership";

/**
 * Removes a member: their sessions and the keys they made are refused from the next request on. What they wrote stays,
 * and they can be invited again. Removing somebody who is gone already finishes what a crash left undone.
 * @throws AppError `forbidden`, also when an admin removes an owner, `not_found`, `last_owner`, `precondition_failed`
 */
export async function removeMember(
  platform: Platform,
  ctx: TenantContext,
  { id }: { id: string },
): Promise<void> {
  requireRight(ctx, "members:write");
  await endMembership(platform, ctx, id, async (tx, member) => {
    await requireAuthority(tx, ctx, member);
    requireMatch(ctx, presentMember(member));
  });
}
