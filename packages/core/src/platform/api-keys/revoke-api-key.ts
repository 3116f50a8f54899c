import { recordAudit } from "../../audit/record";
import { requireRight, type TenantContext } from "../../context";
import type { Platform } from "../platform";
import { requireKey } from "./find-key";

/**
 * Ends a key: its next request is refused. Asking again changes nothing, and finishes what was cut off. In a workspace
 * that is read-only it works too, and leaves no event, which could not be written.
 * @throws AppError `forbidden`, `not_found`
 */
export async function revokeApiKey(
  platform: Platform,
  ctx: TenantContext,
  { id }: { id: string },
): Promise<void> {
  requireRight(ctx, "keys:revoke");
  const key = await requireKey(platform, ctx, id);
  // The key first: of the two, it is the one that must not be left undone.
  await platform.catalog.apiKey.updateMany({
    where: { id: key.id, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  if (ctx.tenant.readOnly) return;
  await ctx.db.$transaction(async (tx) => {
    const told = await tx.auditEvent.findFirst({ where: { resourceId: key.id, action: "key.revoked" } });
    if (told) return;
    await recordAudit(tx, ctx, {
      action: "key.revoked",
      resourceType: "key",
      resourceId: key.id,
      changes: { name: { before: key.name, after: null } },
    });
  });
}
