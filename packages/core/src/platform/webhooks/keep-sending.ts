import { isAppError } from "../../errors";
import { translateError } from "../../translate-error";
import type { Platform } from "../platform";
import { sendDue } from "./send-due";

const lookMs = 1000;
const tenantsAtOnce = 8;
// Longer than a pass takes as a rule. Two processes at one tenant do no harm: each message is claimed.
const claimMs = 60_000;
// Whatever a killed process queued and told nobody of is found by then.
const sweepMs = 15 * 60_000;
// Suspended, read-only or on the move.
const closedMs = 5 * 60_000;

/**
 * Sends the tenants' messages to their webhooks, for a server. Of a tenant without any, nothing is opened.
 * @returns ends it, when what is being sent has been
 */
export function keepSending(platform: Platform): () => Promise<void> {
  const { catalog } = platform;
  const underWay = new Map<string, Promise<void>>();
  let stopped = false;
  let look: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    look = look.then(sendAll);
  }, lookMs);
  timer.unref();

  async function sendAll(): Promise<void> {
    const free = tenantsAtOnce - underWay.size;
    if (stopped || free <= 0) return;
    try {
      const due = await catalog.webhookQueue.findMany({
        where: { dueAt: { lte: new Date() }, tenantId: { notIn: [...underWay.keys()] } },
        orderBy: { dueAt: "asc" },
        take: free,
      });
      for (const { tenantId, dueAt } of due) begin(tenantId, dueAt);
    } catch (error) {
      platform.warn("Looking for messages to webhooks failed", error);
    }
  }

  function begin(tenantId: string, dueAt: Date): void {
    const pass = serve(tenantId, dueAt).finally(() => underWay.delete(tenantId));
    underWay.set(tenantId, pass);
  }

  async function serve(tenantId: string, dueAt: Date): Promise<void> {
    const mine = new Date(Date.now() + claimMs);
    const claimed = await postpone(tenantId, dueAt, mine);
    if (!claimed) return;
    const nextAt = await passOver(tenantId);
    // Unless something became due meanwhile.
    if (nextAt === null) await forget(tenantId, mine);
    else await postpone(tenantId, mine, nextAt);
  }

  async function postpone(tenantId: string, from: Date, to: Date): Promise<boolean> {
    try {
      const where = { tenantId, dueAt: from };
      return (await catalog.webhookQueue.updateMany({ where, data: { dueAt: to } })).count === 1;
    } catch (error) {
      platform.warn("The queue of messages to webhooks could not be written", error);
      return false;
    }
  }

  // Whoever makes a webhook there says so again once it is made.
  async function forget(tenantId: string, from: Date): Promise<void> {
    await catalog.webhookQueue.deleteMany({ where: { tenantId, dueAt: from } }).catch((error: unknown) => {
      platform.warn("The queue of messages to webhooks could not be written", error);
    });
  }

  async function passOver(tenantId: string): Promise<Date | null> {
    const later = (ms: number) => new Date(Date.now() + ms);
    try {
      const next = await sendDue(platform, tenantId, () => stopped);
      if (next === "no webhooks") return null;
      const sweep = later(sweepMs);
      return next !== null && next < sweep ? next : sweep;
    } catch (error) {
      if (!isAppError(translateError(error)))
        platform.warn(`Messages of tenant ${tenantId} were not sent`, error);
      return later(closedMs);
    }
  }

  return async () => {
    stopped = true;
    clearInterval(timer);
    await look;
    await Promise.all(underWay.values());
  };
}
