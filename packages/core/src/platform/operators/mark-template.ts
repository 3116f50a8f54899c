import { audited } from "./audited";
import { findTenant } from "./find-tenant";
import type { Operator } from "./operator";
import { showTenant, type TenantDetails } from "./show-tenant";

/**
 * Says whether new tenants may begin with a tenant's data.
 * @throws AppError `not_found`
 */
export async function markTemplate(
  operator: Operator,
  slug: string,
  template: boolean,
): Promise<TenantDetails> {
  const { id } = await findTenant(operator.platform, slug);
  const action = template ? "tenant.made_template" : "tenant.no_template";
  return audited(operator, { action, tenantId: id }, async () => {
    await operator.platform.catalog.tenant.update({ where: { id }, data: { template } });
    return showTenant(operator, slug);
  });
}
