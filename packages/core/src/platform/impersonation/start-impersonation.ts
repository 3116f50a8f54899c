import {
  type Impersonation,
  type StartImpersonationInput,
  startImpersonationInput,
} from "../../console/impersonation-inputs";
import { minuteMs } from "../../durations";
import { audited } from "../operators/audited";
import { findTenant } from "../operators/find-tenant";
import type { Operator } from "../operators/operator";
import { presentImpersonation, withNames } from "./present";
import { recordLook } from "./record-look";

/**
 * Lets an operator look into a workspace for a reason and a time, reading only. It stands in both logs before anything
 * can be seen; one that was begun before is ended by it.
 * @throws AppError `not_found`, `unavailable` while the workspace cannot be written to, so that its own log would not
 *   know of it; `workspace_suspended`
 */
export async function startImpersonation(
  operator: Operator,
  slug: string,
  input: StartImpersonationInput,
): Promise<Impersonation> {
  const { platform, actor: accountId } = operator;
  const { reason, minutes } = startImpersonationInput.parse(input);
  const { id: tenantId } = await findTenant(platform, slug);
  const detail = { slug, reason, minutes };
  return audited(operator, { action: "tenant.impersonation_started", tenantId, detail }, async () => {
    await recordLook(platform, { tenantId, accountId, action: "workspace.impersonation_started", reason });
    const expiresAt = new Date(Date.now() + minutes * minuteMs);
    const [, row] = await platform.catalog.$transaction([
      platform.catalog.impersonation.updateMany({
        where: { accountId, tenantId, endedAt: null },
        data: { endedAt: new Date() },
      }),
      platform.catalog.impersonation.create({
        data: { accountId, tenantId, reason, expiresAt },
        include: withNames,
      }),
    ]);
    return presentImpersonation(row);
  });
}
