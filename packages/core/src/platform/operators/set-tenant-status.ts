import { audited } from "./audited";
import { findTenant } from "./find-tenant";
import type { Operator } from "./operator";
import { presentTenant, type TenantSummary } from "./tenant-summary";

type Status = "active" | "read_only" | "suspended";

const actions: Record<Status, string> = {
  active: "tenant.resumed",
  read_only: "tenant.made_read_only",
  suspended: "tenant.suspended",
};

/**
 * Opens a tenant, makes it read-only, or closes it. Bites on everybody's next query, in every process.
 * @throws AppError `not_found`; TenancyError `tenant_provisioning`, `tenant_deleting`, `tenant_moving`
 */
export async function setTenantStatus(
  operator: Operator,
  slug: string,
  status: Status,
): Promise<TenantSummary> {
  const { id } = await findTenant(operator.platform, slug);
  return audited(operator, { action: actions[status], tenantId: id, detail: { slug } }, async () =>
    presentTenant(await operator.platform.tenancy.tenants.setStatus(id, status)),
  );
}
