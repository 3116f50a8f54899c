import type { InvitationRow } from "@acre/db";
import { requireRight, type TenantContext } from "../../context";
import { notFound } from "../../errors";
import { isId } from "../../ids";
import type { Platform } from "../platform";
import { rightsToInvite } from "./invitation-row";

/**
 * An invitation of this workspace that waits, for somebody who could have made it.
 * @throws AppError `forbidden`; `not_found` for one that is foreign, unknown, accepted or taken back
 */
export async function findWaiting(
  { catalog }: Platform,
  ctx: TenantContext,
  id: string,
): Promise<InvitationRow> {
  requireRight(ctx, "members:invite");
  const row = isId(id)
    ? await catalog.invitation.findFirst({
        where: { id, tenantId: ctx.tenant.id, open: { not: null }, acceptedAt: null },
      })
    : null;
  if (!row) throw notFound();
  for (const right of rightsToInvite(row.role)) requireRight(ctx, right);
  return row;
}
