import { hiddenProjects } from "../audit/hidden-projects";
import { requireRight, type TenantContext } from "../context";
import { newestFirst } from "../paging/newest-first";
import { type ListDeliveriesInput, listDeliveriesInput } from "./inputs";
import type { WebhookDelivery } from "./outputs";
import { projectOf } from "./payload";
import { presentDelivery } from "./present";
import { requireWebhook } from "./require-webhook";

const pages = newestFirst("deliveries");

/**
 * What was sent to a webhook, and waits to be, newest first. What a message says of a private project is for those
 * alone who see that project.
 * @throws AppError `not_found`
 */
export async function listDeliveries(
  ctx: TenantContext,
  { id, ...input }: { id: string } & ListDeliveriesInput,
): Promise<{ deliveries: WebhookDelivery[]; nextCursor: string | null }> {
  requireRight(ctx, "webhooks:read");
  const { limit, cursor } = listDeliveriesInput.parse(input);
  const hook = await requireWebhook(ctx.db, id);
  const rows = await ctx.db.webhookDelivery.findMany({
    where: {
      webhookId: hook.id,
      ...pages.after(cursor),
    },
    orderBy: pages.orderBy,
    take: limit + 1,
  });
  const page = pages.cut(rows, limit);
  const projects = page.rows.map(({ payload }) => projectOf(payload));
  const hidden = await hiddenProjects(ctx.db, ctx.actor.userId, projects);
  const deliveries = page.rows.map((row, index) => {
    const projectId = projects[index] ?? null;
    return presentDelivery(row, projectId === null || !hidden.has(projectId));
  });
  return { deliveries, nextCursor: page.nextCursor };
}
