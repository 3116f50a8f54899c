import { v7 as newId } from "uuid";
import { requireRight, type TenantContext } from "../../context";
import { AppError, notFound } from "../../errors";
import { isId } from "../../ids";
import { testEvent } from "../../webhooks/events";
import type { WebhookDelivery } from "../../webhooks/outputs";
import { maySee, projectOf } from "../../webhooks/payload";
import { presentDelivery } from "../../webhooks/present";
import { requireWebhook } from "../../webhooks/require-webhook";
import type { Platform } from "../platform";
import { markDue } from "./mark-due";

/**
 * Queues a message that says nothing, to see that it arrives.
 * @throws AppError `forbidden`, `not_found`, `invalid_input` for a webhook that is switched off
 */
export async function testWebhook(
  platform: Platform,
  ctx: TenantContext,
  { id }: { id: string },
): Promise<WebhookDelivery> {
  requireRight(ctx, "webhooks:write");
  const hook = await requireActive(ctx, id);
  const deliveryId = newId();
  const at = new Date();
  const payload = {
    id: deliveryId,
    type: testEvent,
    at: at.toISOString(),
    actor: { kind: ctx.actor.kind, id: ctx.actor.id },
    resource: { type: "webhook", id: hook.id },
    projectId: null,
    changes: {},
  };
  const row = await ctx.db.webhookDelivery.create({
    data: {
      id: deliveryId,
      webhookId: hook.id,
      event: testEvent,
      payload: JSON.stringify(payload),
      nextAt: at,
      createdAt: at,
    },
  });
  await markDue(platform.catalog, ctx.tenant.id);
  return presentDelivery(row, true);
}

/**
 * Sends a message once more, under the id it had, with all its attempts before it.
 * @throws AppError `forbidden`, `not_found`, also for one about a private project that the actor does not see;
 *   `invalid_input` for a webhook that is switched off
 */
export async function replayDelivery(
  platform: Platform,
  ctx: TenantContext,
  { id, deliveryId }: { id: string; deliveryId: string },
): Promise<WebhookDelivery> {
  requireRight(ctx, "webhooks:write");
  const hook = await requireActive(ctx, id);
  const where = { id: deliveryId, webhookId: hook.id };
  const row = isId(deliveryId) ? await ctx.db.webhookDelivery.findUnique({ where }) : null;
  if (!row) throw notFound();
  const { userId } = ctx.actor;
  const projectId = projectOf(row.payload);
  if (projectId !== null && (userId === null || !(await maySee(ctx.db, userId, projectId)))) throw notFound();
  const data = { status: "pending", attempts: 0, nextAt: new Date(), lastStatus: null, lastError: null };
  const again = await ctx.db.webhookDelivery.update({ where, data });
  await markDue(platform.catalog, ctx.tenant.id);
  return presentDelivery(again, true);
}

async function requireActive(ctx: TenantContext, id: string) {
  const hook = await requireWebhook(ctx.db, id);
  if (hook.active) return hook;
  throw new AppError("invalid_input", "This webhook is switched off. Switch it on first.");
}
