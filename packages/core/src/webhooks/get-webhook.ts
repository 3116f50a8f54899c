import { requireRight, type TenantContext } from "../context";
import type { Webhook } from "./outputs";
import { presentWebhook } from "./present";
import { requireWebhook } from "./require-webhook";

/**
 * One webhook, without its secret.
 * @throws AppError `not_found`
 */
export async function getWebhook(ctx: TenantContext, { id }: { id: string }): Promise<Webhook> {
  requireRight(ctx, "webhooks:read");
  return presentWebhook(await requireWebhook(ctx.db, id));
}
