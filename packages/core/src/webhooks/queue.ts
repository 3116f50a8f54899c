import type { TenantTx } from "@acre/db";
import { v7 as newId } from "uuid";
import type { ChainedEntry } from "../audit/chain";
import { hiddenProjects } from "../audit/hidden-projects";
import { parseRole } from "../rights";
import { parseEvents } from "./events";

/**
 * Queues what an entry of the log means for the workspace's webhooks, in the transaction of the change. A private
 * project is told of to a hook alone whose maker sees it now.
 * @returns whether anything was queued
 */
export async function queueDeliveries(tx: TenantTx, entry: ChainedEntry): Promise<boolean> {
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
      payload: JSON.stringify(payloadOf(id, entry)),
      nextAt: entry.createdAt,
      createdAt: entry.createdAt,
    });
  }
  if (data.length === 0) return false;
  await tx.webhookDelivery.createMany({ data });
  return true;
}

/** What a receiver is told of an entry. It has nothing of where it came from: that is for the log alone. */
function payloadOf(id: string, entry: ChainedEntry): object {
  return {
    id,
    type: entry.action,
    at: entry.createdAt.toISOString(),
    actor: { kind: entry.actorKind, id: entry.actorId },
    resource: { type: entry.resourceType, id: entry.resourceId },
    projectId: entry.projectId,
    changes: JSON.parse(entry.changes),
  };
}

async function mayTell(tx: TenantTx, makerId: string, projectId: string | null): Promise<boolean> {
  if (projectId === null) return true;
  const maker = await tx.user.findUnique({ where: { id: makerId }, select: { active: true, role: true } });
  const sees = maker?.active && parseRole(maker.role) !== null;
  return !(await hiddenProjects(tx, sees ? makerId : null, [projectId])).has(projectId);
}
