import { audited } from "./audited";
import { findTenant } from "./find-tenant";
import type { Operator } from "./operator";

/**
 * Erases a tenant and everything in it. Cut off, it is finished by asking again.
 * @throws AppError `not_found`
 */
export async function deleteTenant(operator: Operator, slug: string): Promise<{ id: string; slug: string }> {
  const { id } = await findTenant(operator.platform, slug);
  await audited(operator, { action: "tenant.deleted", tenantId: id }, () =>
    operator.platform.tenancy.tenants.delete(id),
  );
  return { id, slug };
}
