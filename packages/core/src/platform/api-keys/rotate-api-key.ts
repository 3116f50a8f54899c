import type { NewApiKey } from "../../api-keys/outputs";
import { recordAudit } from "../../audit/record";
import { requireRight, type TenantContext } from "../../context";
import { forbidden, notFound } from "../../errors";
import type { Platform } from "../platform";
import { requireKey } from "./find-key";
import { presentKey } from "./present";
import { makeKey } from "./secret";

/**
 * Gives a key another secret; the old one stops working at once. Only its maker may: it acts with their rights, and
 * whoever sees the new secret has them.
 * @throws AppError `forbidden`, `not_found` also for one that was revoked
 */
export async function rotateApiKey(
  platform: Platform,
  ctx: TenantContext,
  { id }: { id: string },
): Promise<NewApiKey> {
  requireRight(ctx, "keys:write");
  const before = await requireKey(platform, ctx, id);
  if (before.revokedAt) throw notFound();
  if (before.createdById !== ctx.actor.userId) throw forbidden();
  const { key, hash, prefix } = makeKey(ctx.tenant.slug);
  const rotated = ctx.db.$transaction(async (tx) => {
    // Of two who rotate at once, one gets a key that works and the other is told that theirs is gone.
    const { count } = await platform.catalog.apiKey.updateMany({
      where: { id: before.id, hash: before.hash, revokedAt: null },
      data: { hash, prefix, lastUsedAt: null },
    });
    if (count === 0) throw notFound();
    await recordAudit(tx, ctx, {
      action: "key.rotated",
      resourceType: "key",
      resourceId: before.id,
      changes: { prefix: { before: before.prefix, after: prefix } },
    });
  });
  await rotated.catch(async (error: unknown) => {
    // Nobody was shown the new secret: the old one goes on.
    const { hash: was, prefix: shown } = before;
    await platform.catalog.apiKey.updateMany({
      where: { id: before.id, hash },
      data: { hash: was, prefix: shown },
    });
    throw error;
  });
  return { ...presentKey({ ...before, hash, prefix, lastUsedAt: null }), key };
}
