import type { TenantDb } from "@acre/db";
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
