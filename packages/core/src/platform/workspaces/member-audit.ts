import type { TenantTx } from "@acre/db";
import type { Changes } from "../../audit/record";

/** Writes what a person changed about themselves into a workspace's audit log, in the transaction of the change. */
export async function recordMemberAudit(
  tx: TenantTx,
  entry: { action: string; user: { id: string; name: string }; changes: Changes },
): Promise<void> {
  await tx.auditEvent.create({
    data: {
      action: entry.action,
      actorId: entry.user.id,
      actorName: entry.user.name,
      resourceType: "member",
      resourceId: entry.user.id,
      changes: JSON.stringify(entry.changes),
    },
  });
}
