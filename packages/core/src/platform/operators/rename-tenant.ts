import { audited } from "./audited";
import { findTenant } from "./find-tenant";
import type { Operator } from "./operator";
import { presentTenant, type TenantSummary } from "./tenant-summary";

/**
 * Changes what a tenant is called in addresses, and nothing else. Its old name rests for 90 days.
 * @throws AppError `not_found`; TenancyError `slug_invalid`, `slug_reserved`, `slug_taken`
 */
export async function renameTenant(operator: Operator, from: string, to: string): Promise<TenantSummary> {
  const { id } = await findTenant(operator.platform, from);
  return audited(
    operator,
    { action: "tenant.renamed", tenantId: id, detail: { fromSlug: from, toSlug: to } },
    async () => presentTenant(await operator.platform.tenancy.tenants.rename(id, to)),
  );
}
