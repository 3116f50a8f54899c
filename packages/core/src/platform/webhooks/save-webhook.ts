import type { TenantTx } from "@acre/db";
import { recordAudit } from "../../audit/record";
import { requireRight, requireUserId, type TenantContext } from "../../context";
import { AppError, invalidField } from "../../errors";
import {
  type CreateWebhookInput,
  createWebhookInput,
  type UpdateWebhookInput,
  updateWebhookInput,
} from "../../webhooks/inputs";
import type { NewWebhook, Webhook } from "../../webhooks/outputs";
import { ableMakers } from "../../webhooks/payload";
import { presentWebhook } from "../../webhooks/present";
import { requireWebhook } from "../../webhooks/require-webhook";
import type { Platform } from "../platform";
import { AddressRefused, checkAddress } from "./check-address";
import { markDue } from "./mark-due";
import { newSecret } from "./sign";

/** How many webhooks a workspace can have: each change is written down once for each of them. */
const mostWebhooks = 20;

/**
 * Makes a webhook that acts for whoever makes it. Its secret is in the answer, and in no other.
 * @throws AppError `forbidden`, `invalid_input` for an address that nothing may be sent to
 */
export async function createWebhook(
  platform: Platform,
  ctx: TenantContext,
  input: CreateWebhookInput,
): Promise<NewWebhook> {
  requireRight(ctx, "webhooks:write");
  const { url, events } = createWebhookInput.parse(input);
  const createdById = requireUserId(ctx);
  await requireAddress(platform, url);
  const secret = newSecret();
  // First, so that no message is queued that nobody looks for.
  await markDue(platform.catalog, ctx.tenant.id);
  const made = await ctx.db.$transaction(async (tx) => {
    await requireRoom(tx);
    const row = await tx.webhook.create({
      data: { url, events: JSON.stringify(events), secret, createdById },
      omit: { secret: true },
    });
    await recordAudit(tx, ctx, {
      action: "webhook.created",
      resourceType: "webhook",
      resourceId: row.id,
      changes: {
        address: { before: null, after: originOf(url) },
        events: { before: null, after: events },
      },
    });
    return row;
  });
  await markDue(platform.catalog, ctx.tenant.id);
  return { ...presentWebhook(made), secret };
}

/**
 * Changes a webhook. Whoever gives it another address is whom it acts for from then on: otherwise somebody could have
 * sent to themselves what its maker sees and they do not. So is whoever switches one on again that acts for nobody.
 * @throws AppError `forbidden`, `not_found`, `invalid_input`
 */
export async function updateWebhook(
  platform: Platform,
  ctx: TenantContext,
  { id, ...input }: { id: string } & UpdateWebhookInput,
): Promise<Webhook> {
  requireRight(ctx, "webhooks:write");
  const { url, events, active } = updateWebhookInput.parse(input);
  const actorId = requireUserId(ctx);
  if (url !== undefined) {
    await requireWebhook(ctx.db, id);
    await requireAddress(platform, url);
  }
  const after = await ctx.db.$transaction(async (tx) => {
    const before = await requireWebhook(tx, id);
    const moved = url !== undefined && url !== before.url;
    const adopted = active === true && !(await ableMakers(tx, [before.createdById])).has(before.createdById);
    const row = await tx.webhook.update({
      where: { id: before.id },
      data: {
        ...(moved ? { url } : {}),
        ...(moved || adopted ? { createdById: actorId } : {}),
        ...(events === undefined ? {} : { events: JSON.stringify(events) }),
        ...(active === undefined ? {} : { active, disabledReason: null }),
      },
      omit: { secret: true },
    });
    const changes = {
      ...(row.url === before.url
        ? {}
        : { address: { before: originOf(before.url), after: originOf(row.url) } }),
      ...(row.events === before.events
        ? {}
        : { events: { before: JSON.parse(before.events), after: JSON.parse(row.events) } }),
      ...(row.active === before.active ? {} : { active: { before: before.active, after: row.active } }),
    };
    if (Object.keys(changes).length > 0) {
      await recordAudit(tx, ctx, {
        action: "webhook.updated",
        resourceType: "webhook",
        resourceId: row.id,
        changes,
      });
    }
    return row;
  });
  await markDue(platform.catalog, ctx.tenant.id);
  return presentWebhook(after);
}

/**
 * Removes a webhook with what was sent to it, and what waits.
 * @throws AppError `forbidden`, `not_found`
 */
export async function deleteWebhook(ctx: TenantContext, { id }: { id: string }): Promise<void> {
  requireRight(ctx, "webhooks:write");
  await ctx.db.$transaction(async (tx) => {
    const row = await requireWebhook(tx, id);
    await tx.webhook.delete({ where: { id: row.id } });
    await recordAudit(tx, ctx, {
      action: "webhook.deleted",
      resourceType: "webhook",
      resourceId: row.id,
      changes: { address: { before: originOf(row.url), after: null } },
    });
  });
}

async function requireAddress({ webhookNetwork }: Platform, url: string): Promise<void> {
  try {
    await checkAddress(webhookNetwork, url);
  } catch (error) {
    if (error instanceof AddressRefused) throw invalidField("url", error.message);
    throw error;
  }
}

async function requireRoom(tx: TenantTx): Promise<void> {
  if ((await tx.webhook.count()) < mostWebhooks) return;
  throw new AppError("invalid_input", `A workspace can have ${mostWebhooks} webhooks. Remove one first.`);
}

// The rest of an address is often a secret, and the log is read by more people than know it.
function originOf(url: string): string {
  return new URL(url).origin;
}
