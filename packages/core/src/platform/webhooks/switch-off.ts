import type { Prisma, TenantDb } from "@acre/db";
import { recordAuditOf } from "../../audit/record";
import { ableMakers } from "../../webhooks/payload";

type Webhook = Pick<Prisma.WebhookGetPayload<object>, "id" | "updatedAt">;

/** Why a hook is off whose maker was removed, has left or has another role. */
export const makerGone = "Whoever it acted for is no longer an owner or admin of this workspace.";

/** Switches a hook off, with an entry in the log; not if somebody changed it since it was read. */
export async function switchOff(
  db: TenantDb,
  tenantId: string,
  { id, updatedAt }: Webhook,
  reason: string,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.webhook.updateMany({
      where: { id, updatedAt, active: true },
      data: { active: false, disabledReason: reason },
    });
    if (count === 0) return;
    const entry = { action: "webhook.disabled", resourceType: "webhook", resourceId: id } as const;
    const changes = { active: { before: true, after: false }, reason: { before: null, after: reason } };
    await recordAuditOf(tx, tenantId, { kind: "system", id: null, name: "System" }, { ...entry, changes });
  });
}

/** Switches the hooks off whose makers could not make them any more. */
export async function switchOrphansOff(db: TenantDb, tenantId: string): Promise<void> {
  const hooks = await db.webhook.findMany({
    where: { active: true },
    select: { id: true, updatedAt: true, createdById: true },
  });
  const able = await ableMakers(
    db,
    hooks.map(({ createdById }) => createdById),
  );
  for (const hook of hooks) {
    if (!able.has(hook.createdById)) await switchOff(db, tenantId, hook, makerGone);
  }
}
