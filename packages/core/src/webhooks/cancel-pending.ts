import type { TenantDb } from "@acre/db";

/** Gives up what waits to be sent, in a tenant whose data came from a backup or another tenant: it was sent from there. */
export async function cancelPending(db: TenantDb): Promise<void> {
  await db.webhookDelivery.updateMany({
    where: { status: "pending" },
    data: {
      status: "failed",
      nextAt: null,
      lastError: "The workspace was copied or restored before it was sent.",
    },
  });
}
