import type { Prisma, TenantDb } from "@acre/db";
import { dayMs } from "../../durations";
import { ableMakers, maySee, projectOf } from "../../webhooks/payload";
import type { Platform } from "../platform";
import { mostAttempts, nextAttempt } from "./schedule";
import { type Sent, sendMessage } from "./send-message";
import { signatureHeaders } from "./sign";
import { makerGone, switchOff, switchOrphansOff } from "./switch-off";

type Delivery = Prisma.WebhookDeliveryGetPayload<{ include: { webhook: true } }>;

const atOnce = 4;
// Longer than sending takes: one whose process died is taken up by another afterwards.
const claimMs = 90_000;
const daysOfFailure = 3;

/**
 * Sends what is due of one tenant, some at once, until nothing is, and switches the hooks off first that act for nobody
 * any more. Of several processes one sends each: they claim it.
 * While a receiver takes its time, nothing of the tenant is held.
 * @returns when the next one is due, null when none waits; or that the tenant has no webhooks
 */
export async function sendDue(
  platform: Platform,
  tenantId: string,
  stopped: () => boolean,
): Promise<Date | "no webhooks" | null> {
  await switchOrphansOff(await platform.tenancy.connectById(tenantId), tenantId);
  while (!stopped()) {
    const due = await claim(await platform.tenancy.connectById(tenantId));
    if (due.length === 0) break;
    await Promise.all(due.map((delivery) => deliver(platform, tenantId, delivery)));
  }
  const db = await platform.tenancy.connectById(tenantId);
  const next = await db.webhookDelivery.findFirst({
    where: { status: "pending", nextAt: { not: null } },
    orderBy: { nextAt: "asc" },
    select: { nextAt: true },
  });
  if (next?.nextAt) return next.nextAt;
  return (await db.webhook.count()) === 0 ? "no webhooks" : null;
}

async function claim(db: TenantDb): Promise<Delivery[]> {
  const now = new Date();
  const until = new Date(now.getTime() + claimMs);
  const due = await db.webhookDelivery.findMany({
    where: { status: "pending", nextAt: { lte: now } },
    orderBy: { nextAt: "asc" },
    take: atOnce,
    include: { webhook: true },
  });
  const claimed: Delivery[] = [];
  for (const delivery of due) {
    const { count } = await db.webhookDelivery.updateMany({
      where: { id: delivery.id, status: "pending", nextAt: delivery.nextAt },
      data: { nextAt: until, attempts: { increment: 1 } },
    });
    if (count === 1) claimed.push({ ...delivery, nextAt: until, attempts: delivery.attempts + 1 });
  }
  return claimed;
}

async function deliver(platform: Platform, tenantId: string, delivery: Delivery): Promise<void> {
  const { id, webhook, payload } = delivery;
  const refusal = await refusalOf(await platform.tenancy.connectById(tenantId), delivery);
  if (refusal !== null) {
    await giveUp(await platform.tenancy.connectById(tenantId), delivery, refusal);
    return;
  }
  const headers = signatureHeaders(webhook.secret, { id, body: payload, at: new Date() });
  const sent = await sendMessage(platform.webhookNetwork, webhook.url, { body: payload, headers });
  const db = await platform.tenancy.connectById(tenantId);
  const mine = await note(db, delivery, sent);
  if (mine && !sent.delivered) await switchOffIfHopeless(db, tenantId, delivery, sent);
}

// Asked again now: its maker may have been removed or lost sight of the project since, or somebody else have taken the
// hook over.
async function refusalOf(db: TenantDb, { webhook, payload }: Delivery): Promise<string | null> {
  if (!webhook.active) return "The webhook is switched off.";
  if (!(await ableMakers(db, [webhook.createdById])).has(webhook.createdById)) return makerGone;
  if (await maySee(db, webhook.createdById, projectOf(payload))) return null;
  return "It is about a private project that the webhook's maker does not see.";
}

// As it was claimed: whoever is late says nothing of one that was asked for again, or that another process took up.
function claimedBy({ id, attempts, nextAt }: Delivery): Prisma.WebhookDeliveryWhereInput {
  return { id, status: "pending", attempts, nextAt };
}

// Nothing was sent, so that it was no attempt.
async function giveUp(db: TenantDb, delivery: Delivery, lastError: string): Promise<void> {
  const attempts = { decrement: 1 };
  await db.webhookDelivery.updateMany({
    where: claimedBy(delivery),
    data: { status: "failed", attempts, nextAt: null, lastStatus: null, lastError },
  });
}

async function note(db: TenantDb, delivery: Delivery, sent: Sent): Promise<boolean> {
  const now = new Date();
  const nextAt = sent.delivered ? null : nextAttempt(delivery.attempts, now);
  const { count } = await db.webhookDelivery.updateMany({
    where: claimedBy(delivery),
    data: {
      status: sent.delivered ? "delivered" : nextAt === null ? "failed" : "pending",
      nextAt,
      lastStatus: sent.status,
      lastError: sent.error,
      ...(sent.delivered ? { deliveredAt: now } : {}),
    },
  });
  return count === 1;
}

/** Switches a hook off whose receiver is gone by its own word, or to which nothing could be delivered for days. */
async function switchOffIfHopeless(
  db: TenantDb,
  tenantId: string,
  { webhook }: Delivery,
  sent: Sent,
): Promise<void> {
  const reason =
    sent.status === 410 ? "Its receiver says that it is gone." : await failedFor(db, webhook, sent);
  if (reason !== null) await switchOff(db, tenantId, webhook, reason);
}

async function failedFor(
  db: TenantDb,
  webhook: Delivery["webhook"],
  { error }: Sent,
): Promise<string | null> {
  const since = new Date(Date.now() - daysOfFailure * dayMs);
  // Somebody just saw to it.
  if (webhook.updatedAt > since) return null;
  const arrived = await db.webhookDelivery.findFirst({
    where: { webhookId: webhook.id, deliveredAt: { not: null } },
    orderBy: { deliveredAt: "desc" },
    select: { deliveredAt: true },
  });
  const silentFrom = arrived?.deliveredAt ?? null;
  // Tried for days, which one message alone does not take: another one failed before, through all its attempts.
  const failed = await db.webhookDelivery.count({
    where: {
      webhookId: webhook.id,
      status: "failed",
      attempts: { gte: mostAttempts },
      createdAt: { lte: since, ...(silentFrom === null ? {} : { gt: silentFrom }) },
    },
  });
  return failed === 0
    ? null
    : `Nothing was delivered for ${daysOfFailure} days. Last: ${error ?? "no answer"}`;
}
