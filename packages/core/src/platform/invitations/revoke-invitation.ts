import { recordAudit } from "../../audit/record";
import { requireRight, type TenantContext } from "../../context";
import { notFound } from "../../errors";
import type { Platform } from "../platform";
import { findWaiting } from "./waiting";

/**
 * Takes an invitation back: its link no longer works.
 * @throws AppError `forbidden`, `not_found`, also when it was accepted a moment ago
 */
export async function revokeInvitation(
  platform: Platform,
  ctx: TenantContext,
  { id }: { id: string },
): Promise<void> {
  requireRight(ctx, "members:invite");
  const { email } = await findWaiting(platform, ctx, id);
  await ctx.db.$transaction((tx) =>
    recordAudit(tx, ctx, {
      action: "invitation.revoked",
      resourceType: "invitation",
      resourceId: id,
      changes: { email: { before: email, after: null } },
    }),
  );
  const { count } = await platform.catalog.invitation.updateMany({
    where: { id, open: { not: null }, acceptedAt: null },
    data: { open: null, revokedAt: new Date() },
  });
  if (count === 0) throw notFound();
}
