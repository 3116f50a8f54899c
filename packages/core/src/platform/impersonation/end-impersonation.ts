import { audited } from "../operators/audited";
import type { Operator } from "../operators/operator";
import { ownImpersonation } from "./find-impersonation";

/**
 * Ends what an operator looks into, before its time is up.
 * @throws AppError `not_found` for one that is another's, ended or not there
 */
export async function endImpersonation(operator: Operator, id: string): Promise<void> {
  const { tenantId } = await ownImpersonation(operator, id);
  await audited(operator, { action: "tenant.impersonation_ended", tenantId }, () =>
    operator.platform.catalog.impersonation.update({ where: { id }, data: { endedAt: new Date() } }),
  );
}
