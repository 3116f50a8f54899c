import type { Prisma } from "@acre/db";
import { parseEvents } from "./events";
import type { Webhook, WebhookDelivery } from "./outputs";

/** A webhook without its secret. */
export function presentWebhook(row: Omit<Prisma.WebhookGetPayload<object>, "secret">): Webhook {
  return {
    id: row.id,
    url: row.url,
    events: parseEvents(row.events),
    active: row.active,
    disabledReason: row.disabledReason,
    createdById: row.createdById,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

const statuses = ["pending", "delivered", "failed"] as const;

/** A message; without what it says where that is not for the reader. */
export function presentDelivery(
  row: Prisma.WebhookDeliveryGetPayload<object>,
  readable: boolean,
): WebhookDelivery {
  return {
    id: row.id,
    event: row.event,
    status: statuses.find((status) => status === row.status) ?? "pending",
    attempts: row.attempts,
    nextAt: row.status === "pending" ? (row.nextAt?.toISOString() ?? null) : null,
    lastStatus: row.lastStatus,
    lastError: row.lastError,
    payload: readable ? JSON.parse(row.payload) : null,
    createdAt: row.createdAt.toISOString(),
    // Kept while it is sent again: that is how long the receiver has been silent.
    deliveredAt: row.status === "delivered" ? (row.deliveredAt?.toISOString() ?? null) : null,
  };
}
