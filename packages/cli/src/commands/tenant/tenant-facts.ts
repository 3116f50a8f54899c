import type { TenantSummary } from "@acre/core/platform";
import { facts } from "../../output/table";

/** A tenant for people to read. */
export function tenantFacts(tenant: TenantSummary): string[] {
  return facts({
    slug: tenant.slug,
    id: tenant.id,
    status: tenant.status,
    isolation: `${tenant.isolation} on ${tenant.datasource}`,
    schema: tenant.schemaVersion,
    created: tenant.createdAt,
  });
}
