import type { Prisma, TenantDb } from "@acre/db";
import { recordAuditOf } from "../../audit/record";
import { mayTell, projectOf } from "../../webhooks/payload";
import type { Platform } from "../platform";
import { nextAttempt } from "./schedule";
import { type Sent, sendMessage } from "./send-message";
import { signatureHeaders } from "./sign";

type Delivery = Prisma.WebhookDeliveryGetPayload<{ include: { webhook: true } }>;

const atOnce = 4;
// Longer than sending takes: one whose process died is taken up by another afterwards.
const claimMs = 90_000;
const daysOfFailure = 3;
const dayMs = 24 * 3600_000;

/**
 * Sends what is due of one tenant, some at once, until nothing is. Of several processes one sends each: they claim it.
 * While a receiver takes its time, nothing of the tenant is held.
 * @returns when the next one is due, null when none waits; or that the tenant has no webhooks
 */
export async function sendDue(
  platform: Platform,
  tenantId: string,
  stopped: () => boolean,
): Promise<Date | "no webhooks" | null> {
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
      data: { nextAt: new Date(now.getTime() + claimMs), attempts: { increment: 1 } },
    });
    if (count === 1) claimed.push({ ...delivery, attempts: delivery.attempts + 1 });
  }
  return claimed;
}

async function deliver(platform: Platform, tenantId: string, delivery: Delivery): Promise<void> {
  const { id, webhook, payload } = delivery;
  const refusal = await refusalOf(await platform.tenancy.connectById(tenantId), delivery);
  const headers = signatureHeaders(webhook.secret, { id, body: payload, at: new Date() });
  const sent =
    refusal ?? (await sendMessage(platform.webhookNetwork, webhook.url, { body: payload, headers }));
  const db = await platform.tenancy.connectById(tenantId);
  await note(db, delivery, sent, refusal !== null);
  if (!sent.delivered) await disableIfHopeless(db, tenantId, delivery, sent);
}

// Asked again now: its maker may have lost sight of the project since, or somebody else have taken the hook over.
async function refusalOf(db: TenantDb, { webhook, payload }: Delivery): Promise<Sent | null> {
  const refused = (error: string) => ({ delivered: false, status: null, error });
  if (!webhook.active) return refused("The webhook is switched off.");
  if (await mayTell(db, webhook.createdById, projectOf(payload))) return null;
  return refused("It is about a private project that the webhook's maker does not see.");
}

async function note(db: TenantDb, { id, attempts }: Delivery, sent: Sent, final: boolean): Promise<void> {
  const now = new Date();
  const nextAt = sent.delivered || final ? null : nextAttempt(attempts, now);
  await db.webhookDelivery.updateMany({
    where: { id },
    data: {
      status: sent.delivered ? "delivered" : nextAt === null ? "failed" : "pending",
      nextAt,
      lastStatus: sent.status,
      lastError: sent.error,
      deliveredAt: sent.delivered ? now : null,
    },
  });
}

/** Switches a hook off whose receiver is gone by its own word, or to which nothing could be delivered for days. */
async function disableIfHopeless(
  db: TenantDb,
  tenantId: string,
  { webhook }: Delivery,
  sent: Sent,
): Promise<void> {
  if (!webhook.active) return;
  const reason =
    sent.status === 410 ? "Its receiver says that it is gone." : await failedFor(db, webhook, sent);
  if (reason === null) return;
  await db.$transaction(async (tx) => {
    const { count } = await tx.webhook.updateMany({
      where: { id: webhook.id, active: true },
      data: { active: false, disabledReason: reason },
    });
    if (count === 0) return;
    const entry = { action: "webhook.disabled", resourceType: "webhook", resourceId: webhook.id } as const;
    const changes = { active: { before: true, after: false }, reason: { before: null, after: reason } };
    await recordAuditOf(tx, tenantId, { kind: "system", id: null, name: "System" }, { ...entry, changes });
  });
}

async function failedFor(
  db: TenantDb,
  webhook: Delivery["webhook"],
  { error }: Sent,
): Promise<string | null> {
  const since = new Date(Date.now() - daysOfFailure * dayMs);
  // Somebody just saw to it.
  if (webhook.updatedAt > since) return null;
  const arrived = await db.webhookDelivery.count({
    where: { webhookId: webhook.id, deliveredAt: { gte: since } },
  });
  if (arrived > 0) return null;
  // Tried for days, which one message alone does not take: another one failed before.
  const failed = await db.webhookDelivery.count({
    where: { webhookId: webhook.id, status: "failed", attempts: { gt: 1 }, createdAt: { lte: since } },
  });
  return failed === 0
    ? null
    : `Nothing was delivered for ${daysOfFailure} days. Last: ${error ?? "no answer"}`;
}
