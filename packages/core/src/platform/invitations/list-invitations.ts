import { requireRight, type TenantContext } from "../../context";
import { type Invitation, type ListInvitationsInput, listInvitationsInput } from "../../invitations/inputs";
import { newestFirst } from "../../paging/newest-first";
import type { Platform } from "../platform";
import { invitersOf, presentInvitation } from "./invitation-row";

const pages = newestFirst("invitations");

/**
 * The invitations that wait to be accepted, newest first, those whose link no longer works among them.
 * @throws AppError `forbidden`
 */
export async function listInvitations(
  { catalog }: Platform,
  ctx: TenantContext,
  input: ListInvitationsInput = {},
): Promise<{ invitations: Invitation[]; nextCursor: string | null }> {
  requireRight(ctx, "members:invite");
  const { limit, cursor } = listInvitationsInput.parse(input);
  const rows = await catalog.invitation.findMany({
    where: {
      tenantId: ctx.tenant.id,
      open: { not: null },
      acceptedAt: null,
      ...pages.after(cursor),
    },
    orderBy: pages.orderBy,
    take: limit + 1,
  });
  const page = pages.cut(rows, limit);
  const inviters = await invitersOf(ctx.db, page.rows);
  return {
    invitations: page.rows.map((row) => presentInvitation(row, inviters)),
    nextCursor: page.nextCursor,
  };
}
