import { requireRight, type TenantContext } from "../context";
import { newestFirst } from "../paging/newest-first";
import { type ListWebhooksInput, listWebhooksInput } from "./inputs";
import type { Webhook } from "./outputs";
import { presentWebhook } from "./present";

const pages = newestFirst("webhooks");

/** The workspace's webhooks, newest first, without their secrets. */
export async function listWebhooks(
  ctx: TenantContext,
  input: ListWebhooksInput = {},
): Promise<{ webhooks: Webhook[]; nextCursor: string | null }> {
  requireRight(ctx, "webhooks:read");
  const { limit, cursor } = listWebhooksInput.parse(input);
  const rows = await ctx.db.webhook.findMany({
    where: pages.after(cursor),
    omit: { secret: true },
    orderBy: pages.orderBy,
    take: limit + 1,
  });
  const page = pages.cut(rows, limit);
  return { webhooks: page.rows.map(presentWebhook), nextCursor: page.nextCursor };
}
