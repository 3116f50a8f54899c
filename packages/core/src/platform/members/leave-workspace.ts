import { requireRight, type TenantContext } from "../../context";
import { forbidden } from "../../errors";
import type { Platform } from "../platform";
import { endMembership } from "./end-membership";

/**
 * Takes the actor out of the workspace. A key leaves nothing for its maker.
 * @throws AppError `forbidden`, `last_owner`
 */
export async function leaveWorkspace(platform: Platform, ctx: TenantContext): Promise<void> {
  requireRight(ctx, "members:leave");
  if (ctx.actor.kind !== "member") throw forbidden();
  await endMembership(platform, ctx, ctx.actor.userId, async () => {});
}
