import { recordAudit } from "../../audit/record";
import { requireRight, requireUserId, type TenantContext } from "../../context";
import { notFound } from "../../errors";
import type { SentInvitation } from "../../invitations/inputs";
import { requireStanding } from "../../members/authority";
import { digestOf, newToken } from "../accounts/secret-token";
import type { Platform } from "../platform";
import { expiry, invitersOf, presentInvitation, rightsToInvite } from "./invitation-row";
import { linkOf, mailInvitation } from "./send";
import { findWaiting } from "./waiting";

/**
 * Sends an invitation again, in the actor's own name: a new link for another seven days. The old one no longer works.
 * @throws AppError `forbidden`, `not_found`
 */
export async function resendInvitation(
  platform: Platform,
  ctx: TenantContext,
  { id }: { id: string },
): Promise<SentInvitation> {
  requireRight(ctx, "members:invite");
  const invitedById = requireUserId(ctx);
  const { role, email } = await findWaiting(platform, ctx, id);
  await ctx.db.$transaction(async (tx) => {
    for (const right of rightsToInvite(role)) await requireStanding(tx, ctx, right);
    await recordAudit(tx, ctx, {
      action: "invitation.resent",
      resourceType: "invitation",
      resourceId: id,
      changes: { email: { before: email, after: email } },
    });
  });
  const token = newToken();
  const { count } = await platform.catalog.invitation.updateMany({
    where: { id, open: { not: null }, acceptedAt: null },
    data: { tokenHash: digestOf(token), expiresAt: expiry(), invitedById },
  });
  // Accepted or taken back meanwhile.
  if (count === 0) throw notFound();
  await mailInvitation(platform, ctx, email, token);
  const row = await platform.catalog.invitation.findUniqueOrThrow({ where: { id } });
  const shown = presentInvitation(row, await invitersOf(ctx.db, [row]));
  return { ...shown, link: linkOf(platform, token), mailed: platform.env.smtp.url !== null };
}
