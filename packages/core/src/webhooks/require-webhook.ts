import type { TenantTx } from "@acre/db";
import { notFound } from "../errors";
import { isId } from "../ids";

/**
 * A webhook's row without its secret.
 * @throws AppError `not_found` when it is unknown or malformed: both alike
 */
export async function requireWebhook(tx: TenantTx, id: string) {
  const row = isId(id) ? await tx.webhook.findUnique({ where: { id }, omit: { secret: true } }) : null;
  if (!row) throw notFound();
  return row;
}
