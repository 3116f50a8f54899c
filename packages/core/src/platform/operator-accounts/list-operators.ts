import type { Operator } from "../operators/operator";
import { type OperatorAccount, presentOperator, withAccount } from "./operator-account";

/** Who may open the console, those first who have been there longest. */
export async function listOperators({ platform }: Operator): Promise<OperatorAccount[]> {
  const rows = await platform.catalog.operator.findMany({
    include: withAccount,
    orderBy: [{ createdAt: "asc" }, { accountId: "asc" }],
  });
  return rows.map(presentOperator);
}
