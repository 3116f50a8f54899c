import type { TenantDb } from "@acre/db";
import { cancelPending } from "./cancel-pending";

/** Switches all webhooks of a tenant off that was filled from another: its receivers wait for the other one's messages. */
export async function silenceWebhooks(db: TenantDb, reason: string): Promise<void> {
  await db.webhook.updateMany({ where: { active: true }, data: { active: false, disabledReason: reason } });
  await cancelPending(db);
}
