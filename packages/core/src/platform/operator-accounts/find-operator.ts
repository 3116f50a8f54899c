import type { Operator } from "../operators/operator";
import type { Platform } from "../platform";

/** The operator that an account is, read anew on every request; null for everybody else. */
export async function findOperator(platform: Platform, accountId: string): Promise<Operator | null> {
  const row = await platform.catalog.operator.findUnique({ where: { accountId } });
  return row && { platform, actor: accountId };
}
