import {
  type ElevateImpersonationInput,
  elevateImpersonationInput,
  type Impersonation,
} from "../../console/impersonation-inputs";
import { audited } from "../operators/audited";
import type { Operator } from "../operators/operator";
import { ownImpersonation } from "./find-impersonation";
import { presentImpersonation, withNames } from "./present";
import { recordLook } from "./record-look";

/**
 * Lets an operator who looks into a workspace write as well, for as long as they may look. Asked for separately, with
 * a reason of its own, and kept in both logs first.
 * @throws AppError `not_found` for one that is another's, ended or not there; what `startImpersonation` throws
 */
export async function elevateImpersonation(
  operator: Operator,
  id: string,
  input: ElevateImpersonationInput,
): Promise<Impersonation> {
  const { platform, actor: accountId } = operator;
  const { reason } = elevateImpersonationInput.parse(input);
  const { tenantId } = await ownImpersonation(operator, id);
  return audited(
    operator,
    { action: "tenant.impersonation_elevated", tenantId, detail: { reason } },
    async () => {
      await recordLook(platform, { tenantId, accountId, action: "workspace.impersonation_elevated", reason });
      const row = await platform.catalog.impersonation.update({
        where: { id },
        data: { elevated: true },
        include: withNames,
      });
      return presentImpersonation(row);
    },
  );
}
