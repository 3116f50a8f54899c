import type { TenantDb } from "@acre/db";
import { dayMs } from "../../durations";
import type { TenantJob } from "./job";

/** For how long what was sent to a webhook can be looked at, in days. */
const deliveryDays = 30;
// So many rows in one statement that others do not wait for it long.
const batch = 500;

export const purgeWorkspaces: TenantJob = {
  name: "purge-workspaces",
  about:
    "removes answers kept for repetitions whose time is over, and webhook deliveries of more than 30 days ago",
  cron: "45 1 * * *",
  scope: "tenant",
  statuses: ["active"],
  async run({ platform, signal, pause, now }, { id }) {
    const db = await platform.tenancy.connectById(id);
    const before = new Date(now.getTime() - deliveryDays * dayMs);
    const each = (remove: () => Promise<number>) => untilNone(remove, signal, pause);
    return {
      answers: await each(() => removeAnswers(db, now)),
      deliveries: await each(() => removeDeliveries(db, before)),
    };
  },
};

async function untilNone(
  remove: () => Promise<number>,
  signal: AbortSignal,
  pause: () => Promise<void>,
): Promise<number> {
  let removed = 0;
  for (;;) {
    signal.throwIfAborted();
    const count = await remove();
    removed += count;
    if (count < batch) return removed;
    await pause();
  }
}

async function removeAnswers(db: TenantDb, now: Date): Promise<number> {
  const rows = await db.idempotencyAnswer.findMany({
    where: { expiresAt: { lte: now } },
    take: batch,
    select: { id: true },
  });
  const { count } = await db.idempotencyAnswer.deleteMany({
    where: { id: { in: rows.map(({ id }) => id) } },
  });
  return count;
}

// One that is still to be sent is not removed, however old it is.
async function removeDeliveries(db: TenantDb, before: Date): Promise<number> {
  const rows = await db.webhookDelivery.findMany({
    where: { createdAt: { lt: before }, status: { in: ["delivered", "failed"] } },
    take: batch,
    select: { id: true },
  });
  const { count } = await db.webhookDelivery.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } });
  return count;
}
