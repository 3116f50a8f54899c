import type { TenantRecord } from "@acre/tenancy";
import { AppError } from "../../errors";
import type { Platform } from "../platform";

/**
 * The tenant an operator names, in whatever status.
 * @throws AppError `not_found` naming what was asked for
 */
export async function findTenant(platform: Platform, slug: string): Promise<TenantRecord> {
  const tenant = await platform.tenancy.tenants.get(slug);
  if (tenant) return tenant;
  throw new AppError(
    "not_found",
    `There is no tenant "${slug}". \`acre tenant list\` shows those there are.`,
  );
}
