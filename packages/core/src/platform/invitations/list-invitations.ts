import { z } from "zod";
import { requireRight, type TenantContext } from "../../context";
import { type Invitation, type ListInvitationsInput, listInvitationsInput } from "../../invitations/inputs";
import { cutPage, readCursor } from "../../paging/cursor";
import type { Platform } from "../platform";
import { invitersOf, presentInvitation } from "./invitation-row";

const cursorShape = z.tuple([z.literal("invitations"), z.iso.datetime(), z.uuid()]);

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
      ...(cursor ? after(cursor) : {}),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const page = cutPage(rows, limit, (row) => ["invitations", row.createdAt.toISOString(), row.id]);
  const inviters = await invitersOf(ctx.db, page.rows);
  return {
    invitations: page.rows.map((row) => presentInvitation(row, inviters)),
    nextCursor: page.nextCursor,
  };
}

function after(cursor: string) {
  const [, instant, id] = readCursor(cursor, cursorShape);
  const createdAt = new Date(instant);
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
}
