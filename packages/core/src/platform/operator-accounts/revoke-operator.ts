import { AppError } from "../../errors";
import { audited } from "../operators/audited";
import type { Operator } from "../operators/operator";
import { findAccount } from "./find-account";

/**
 * Takes the console away from an account, and ends what it looks into: both bite on its next request.
 * @throws AppError `not_found` when it is no operator
 */
export async function revokeOperator(operator: Operator, address: string): Promise<void> {
  const { catalog } = operator.platform;
  const { id: accountId, email } = await findAccount(operator.platform, address);
  if ((await catalog.operator.count({ where: { accountId } })) === 0) {
    throw new AppError("not_found", `${email} is no operator.`);
  }
  await audited(operator, { action: "operator.revoked", tenantId: null, detail: { accountId } }, () =>
    catalog.$transaction(async (tx) => {
      await tx.operator.deleteMany({ where: { accountId } });
      await tx.impersonation.updateMany({
        where: { accountId, endedAt: null },
        data: { endedAt: new Date() },
      });
    }),
  );
}
