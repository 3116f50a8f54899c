import type { CatalogTx } from "./store/catalog";

const restMs = 90 * 24 * 3600_000;

/** Whether a slug was given up by another tenant less than 90 days ago, so that old links do not lead to strangers. */
export async function isResting(tx: CatalogTx, slug: string, tenantId?: string): Promise<boolean> {
  const released = await tx.releasedSlug.findUnique({ where: { slug } });
  if (!released || released.tenantId === tenantId) return false;
  return released.releasedAt > restingSince(new Date());
}

/** Whether a slug is no tenant's and not resting, in one statement. */
export async function isFreeSlug(tx: CatalogTx, slug: string): Promise<boolean> {
  const taken = await tx.$queryRaw<unknown[]>`
    SELECT 1 AS taken FROM tenants WHERE slug = ${slug}
    UNION ALL
    SELECT 1 FROM released_slugs WHERE slug = ${slug} AND released_at > ${restingSince(new Date())}`;
  return taken.length === 0;
}

/** Slugs that were given up after this moment are not given out yet. */
export function restingSince(now: Date): Date {
  return new Date(now.getTime() - restMs);
}

/** Notes that a tenant gave a slug up just now. */
export async function releaseSlug(tx: CatalogTx, tenantId: string, slug: string): Promise<void> {
  const releasedAt = new Date();
  const released = await tx.releasedSlug.findUnique({ where: { slug } });
  if (released) await tx.releasedSlug.update({ where: { slug }, data: { tenantId, releasedAt } });
  else await tx.releasedSlug.create({ data: { slug, tenantId, releasedAt } });
}
