import type { TenantDb } from "@acre/db";
import { type CatalogTenant, tenantRecordOf } from "@acre/db/platform";
import { translateError } from "../../translate-error";
import type { Platform } from "../platform";

/**
 * A tenant's handle.
 * @throws AppError `forbidden` when it is not there or not finished, `workspace_suspended`, `unavailable`
 */
export async function connectTenant(platform: Platform, tenantId: string): Promise<TenantDb> {
  try {
    return await platform.tenancy.connectById(tenantId);
  } catch (error) {
    throw translateError(error);
  }
}

/**
 * What `find` reads of the catalog, a tenant among it, and that tenant's handle: one question less than by its id.
 * @throws what `find` throws; AppError as `connectTenant`
 */
export async function connectFound<Found extends { tenant: CatalogTenant }>(
  platform: Platform,
  find: () => Promise<Found>,
): Promise<{ db: TenantDb; found: Found }> {
  try {
    const { client, found } = await platform.tenancy.connectFound(async () => {
      const row = await find();
      return { record: tenantRecordOf(row.tenant), row };
    });
    return { db: client, found: found.row };
  } catch (error) {
    throw translateError(error);
  }
}
