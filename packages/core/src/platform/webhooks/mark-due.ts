import { isUniqueViolation } from "@acre/db";
import type { CatalogDb } from "@acre/db/platform";

/**
 * Has the senders look at a tenant's messages now.
 * @param known only if they know of the tenant: for when there may be no message at all
 */
export async function markDue(catalog: CatalogDb, tenantId: string, { known = false } = {}): Promise<void> {
  const dueAt = new Date();
  const { count } = await catalog.webhookQueue.updateMany({ where: { tenantId }, data: { dueAt } });
  if (count === 1 || known) return;
  try {
    await catalog.webhookQueue.create({ data: { tenantId, dueAt } });
  } catch (error) {
    // Another process noted it at the same moment.
    if (!isUniqueViolation(error)) throw error;
  }
}
