import type { TenantTx } from "@acre/db";
import { v7 as newId } from "uuid";
import type { ChainedEntry } from "../audit/chain";
import { parseEvents, webhookEvents } from "./events";
import { mayTell, payloadOf } from "./payload";

const known: ReadonlySet<string> = new Set(webhookEvents);

/**
 * Queues what an entry of the log means for the workspace's webhooks, in the transaction of the change. A private
 * project is told of to a hook alone whose maker sees it.
 * @returns whether anything was queued
 */
export async function queueDeliveries(tx: TenantTx, entry: ChainedEntry): Promise<boolean> {
  if (!known.has(entry.action)) return false;
  const hooks = await tx.webhook.findMany({
    where: { active: true },
    select: { id: true, events: true, createdById: true },
  });
  const data = [];
  for (const hook of hooks) {
    const events = parseEvents(hook.events);
    if (!events.includes("*") && !events.includes(entry.action)) continue;
    if (!(await mayTell(tx, hook.createdById, entry.projectId))) continue;
    const id = newId();
    data.push({
      id,
      webhookId: hook.id,
      event: entry.action,
      payload: payloadOf(id, entry),
      nextAt: entry.createdAt,
      createdAt: entry.createdAt,
    });
  }
  if (data.length === 0) return false;
  await tx.webhookDelivery.createMany({ data });
  return true;
}
