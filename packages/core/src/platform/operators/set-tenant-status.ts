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
  const { catalog, tenancy } = operator.platform;
  return audited(operator, { action: actions[status], tenantId: id, detail: { slug } }, async () => {
    const tenant = await tenancy.tenants.setStatus(id, status);
    // It is the operator's doing now, and no plan opens it.
    await catalog.tenant.update({
      where: { id },
      data: { statusReason: status === "active" ? null : "operator" },
    });
    return presentTenant(tenant);
  });
}
