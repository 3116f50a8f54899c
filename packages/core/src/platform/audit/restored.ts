import type { TenantDb } from "@acre/db";
import type { CatalogDb } from "@acre/db/platform";
import { isTenancyError } from "@acre/tenancy";
import { z } from "zod";
import { cancelPending } from "../../webhooks/cancel-pending";
import type { Platform } from "../platform";
import { noteRestored, settleAnchor } from "./anchor";

const detailShape = z.object({ outcome: z.string() }).partial();

/**
 * What is done to a bundle's data before it replaces a tenant's: what waited to be sent when the bundle was made is not
 * sent once more, and the catalog learns where the log ends that is about to be there. Cut off after this, the tenant has
 * the one log or the other, and either is whole.
 */
export async function prepareRestored(platform: Platform, tenantId: string, beside: TenantDb): Promise<void> {
  await cancelPending(beside);
  await noteRestored(platform.catalog, tenantId, beside);
}

/** Finds out what became of the log of a tenant whose restore failed or was cut off. Nobody must be restoring it. */
export async function settleRestore({ catalog, tenancy, warn }: Platform, tenantId: string): Promise<void> {
  try {
    await settleAnchor(catalog, tenantId, await tenancy.connectById(tenantId));
  } catch (error) {
    // Closed: who looks at its log, or writes to it, finds the same out then.
    if (!isTenancyError(error)) warn(`The log of tenant ${tenantId} was not anchored`, error);
  }
}

/** As `settleRestore`, for every tenant whose restore was cut off. */
export async function settleCutOff(platform: Platform): Promise<void> {
  const { catalog } = platform;
  const noted = await catalog.auditAnchor.findMany({
    where: { restoredSeq: { not: null } },
    select: { tenantId: true },
  });
  for (const { tenantId } of noted) {
    // Another server may be restoring it.
    const running = await catalog.tenantOperation.count({ where: { tenantId, running: { not: null } } });
    if (running === 0) await settleRestore(platform, tenantId);
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
