import type { TenantTx } from "@acre/db";
import { v7 as newId } from "uuid";
import type { ChainedEntry } from "../audit/chain";
import { parseEvents, webhookEvents } from "./events";
import { ableMakers, maySee, payloadOf } from "./payload";

const known: ReadonlySet<string> = new Set(webhookEvents);

/**
 * Queues what an entry of the log means for the workspace's webhooks, in the transaction of the change. To a
 * hook whose maker may no longer have one nothing is told; a private project to one alone whose maker sees it.
 * @returns whether there is something for the senders to see to
 */
export async function queueDeliveries(tx: TenantTx, entry: ChainedEntry): Promise<boolean> {
  const hooks = await tx.webhook.findMany({
    where: { active: true },
    select: { id: true, events: true, createdById: true },
  });
  const able = await ableMakers(
    tx,
    hooks.map(({ createdById }) => createdById),
  );
  // The senders switch it off: a hook's row is not to be waited for while the log is held.
  const orphaned = hooks.some(({ createdById }) => !able.has(createdById));
  if (!isTold(entry)) return orphaned;
  const data = [];
  for (const hook of hooks) {
    if (!able.has(hook.createdById)) continue;
    const events = parseEvents(hook.events);
    if (!events.includes("*") && !events.includes(entry.action)) continue;
    if (!(await maySee(tx, hook.createdById, entry.projectId))) continue;
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
  if (data.length === 0) return orphaned;
  await tx.webhookDelivery.createMany({ data });
  return true;
}

// Whoever has an account could make a receiver busy with what they are refused.
function isTold({ action, actorKind }: ChainedEntry): boolean {
  return known.has(action) && !(action === "access.refused" && actorKind === "outsider");
}
