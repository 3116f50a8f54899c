import { z } from "zod";
import { requireRight, type TenantContext } from "../context";
import { cutPage, readCursor } from "../paging/cursor";
import { type ListWebhooksInput, listWebhooksInput } from "./inputs";
import type { Webhook } from "./outputs";
import { presentWebhook } from "./present";

const cursorShape = z.tuple([z.literal("webhooks"), z.iso.datetime(), z.uuid()]);

/** The workspace's webhooks, newest first, without their secrets. */
export async function listWebhooks(
  ctx: TenantContext,
  input: ListWebhooksInput = {},
): Promise<{ webhooks: Webhook[]; nextCursor: string | null }> {
  requireRight(ctx, "webhooks:read");
  const { limit, cursor } = listWebhooksInput.parse(input);
  const place = cursor === undefined ? null : readCursor(cursor, cursorShape);
  const at = place && new Date(place[1]);
  const rows = await ctx.db.webhook.findMany({
    where:
      place && at
        ? { createdAt: { lte: at }, OR: [{ createdAt: { lt: at } }, { id: { lt: place[2] } }] }
        : {},
    omit: { secret: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const page = cutPage(rows, limit, (row) => ["webhooks", row.createdAt.toISOString(), row.id]);
  return { webhooks: page.rows.map(presentWebhook), nextCursor: page.nextCursor };
}
