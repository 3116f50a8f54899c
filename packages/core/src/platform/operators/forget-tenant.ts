import type { CatalogDb } from "@acre/db/platform";
import { z } from "zod";

const detailShape = z.record(z.string(), z.unknown());
/** What the log knows of a tenant's names. */
const names = new Set(["slug", "fromSlug", "toSlug"]);

/**
 * Takes from the catalog what it still says of an erased tenant beside its opaque id: its names in the operators' log,
 * and what its operations failed for. The slug itself rests for 90 days, so that old links do not lead to strangers.
 */
export async function forgetTenant(catalog: CatalogDb, tenantId: string): Promise<void> {
  await catalog.tenantOperation.updateMany({ where: { tenantId }, data: { lastError: null } });
  // What a database said of a migration may quote a name or a value.
  await catalog.migrationRunTenant.updateMany({ where: { tenantId }, data: { error: null } });
  await catalog.jobRun.updateMany({ where: { tenantId }, data: { error: null } });
  await catalog.auditAnchor.deleteMany({ where: { tenantId } });
  await catalog.webhookQueue.deleteMany({ where: { tenantId } });
  const events = await catalog.operatorEvent.findMany({
    where: { tenantId },
    select: { id: true, detail: true },
  });
  for (const { id, detail } of events) {
    const known = detailShape.parse(JSON.parse(detail));
    const kept = Object.entries(known).filter(([name]) => !names.has(name));
    const text = JSON.stringify(Object.fromEntries(kept));
    if (text !== detail) await catalog.operatorEvent.update({ where: { id }, data: { detail: text } });
  }
}

/** What the catalog still has of an erased tenant that it should not have: nothing, unless something is wrong. */
export async function catalogResidue(catalog: CatalogDb, tenantId: string): Promise<string[]> {
  const counts: Record<string, number> = {
    "the tenant's record": await catalog.tenant.count({ where: { id: tenantId } }),
    memberships: await catalog.membership.count({ where: { tenantId } }),
    "an audit anchor": await catalog.auditAnchor.count({ where: { tenantId } }),
    "a queue of messages": await catalog.webhookQueue.count({ where: { tenantId } }),
    "a sign-up": await catalog.onboarding.count({ where: { tenantId } }),
    keys: await catalog.tenantKey.count({ where: { placeId: { contains: tenantId } } }),
  };
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${count} × ${what} in the catalog`);
}
