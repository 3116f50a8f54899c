import type { CatalogDb } from "@acre/db/platform";
import { z } from "zod";
import { cancelPending } from "../../webhooks/cancel-pending";
import type { Platform } from "../platform";
import { setAnchorAnew } from "./anchor";

const detailShape = z.object({ outcome: z.string() }).partial();

/**
 * What follows when a tenant's data was replaced by that of a bundle: its log is taken as it is now, and what waited to
 * be sent when the bundle was made is not sent once more. The operators' log says that it was restored, and when.
 */
export async function settleRestored(platform: Platform, tenantId: string): Promise<void> {
  const { catalog, tenancy, warn } = platform;
  try {
    const db = await tenancy.connectById(tenantId);
    await cancelPending(db);
    await setAnchorAnew(catalog, tenantId, db);
  } catch (error) {
    // Closed or read-only: its data is replaced all the same. Without an anchor its log is taken as it then is by the
    // first process that writes to it.
    await catalog.auditAnchor.deleteMany({ where: { tenantId } });
    warn(`Tenant ${tenantId} was restored, and what waited to be sent from it could not be cancelled`, error);
  }
}

/** When a tenant's data was last replaced by that of a bundle, by the operators' log; null for never. */
export async function lastRestore(catalog: CatalogDb, tenantId: string): Promise<string | null> {
  const events = await catalog.operatorEvent.findMany({
    where: { tenantId, action: "tenant.restored" },
    orderBy: { createdAt: "desc" },
    select: { createdAt: true, detail: true },
  });
  const done = events.find(({ detail }) => detailShape.parse(JSON.parse(detail)).outcome !== "failed");
  return done?.createdAt.toISOString() ?? null;
}
