import type { TenantDb } from "@acre/db";
import { isTenancyError } from "@acre/tenancy";
import type { Platform } from "../../platform";

/**
 * Runs `work` with a tenant's handle, also of one that lags behind this code: what keeps it from being migrated may be rows
 * of its own, and somebody has to mend them. Such a handle is for statements; models may name columns that are not there.
 * @throws TenancyError what else keeps the tenant from being used
 */
export async function withLaggingTenant<T>(
  platform: Platform,
  tenantId: string,
  work: (db: TenantDb) => Promise<T>,
): Promise<T> {
  const db = await platform.tenancy.connectById(tenantId).catch((error: unknown) => {
    if (isTenancyError(error, "tenant_outdated")) return null;
    throw error;
  });
  if (db !== null) return work(db);
  // Of code without any migrations, to which no tenant lags; gone again with whatever it has open.
  const older = await platform.openTenancy({ sqlite: [], postgresql: [] });
  try {
    return await work(await older.connectById(tenantId));
  } finally {
    await older.close();
  }
}
