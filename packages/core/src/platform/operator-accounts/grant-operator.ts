import { audited } from "../operators/audited";
import type { Operator } from "../operators/operator";
import { findAccount } from "./find-account";
import { type OperatorAccount, presentOperator, withAccount } from "./operator-account";

/**
 * Lets an account open the console. Doing it twice is doing it once.
 * @throws AppError `not_found` when nobody has the address
 */
export async function grantOperator(operator: Operator, address: string): Promise<OperatorAccount> {
  const { platform, actor } = operator;
  const { id: accountId } = await findAccount(platform, address);
  return audited(
    operator,
    { action: "operator.granted", tenantId: null, detail: { accountId } },
    async () => {
      const row = await platform.catalog.operator.upsert({
        where: { accountId },
        create: { accountId, grantedBy: actor },
        update: {},
        include: withAccount,
      });
      return presentOperator(row);
    },
  );
}
