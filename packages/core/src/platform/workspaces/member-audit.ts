import type { TenantTx } from "@acre/db";
import type { AuditAction } from "../../audit/actions";
import { type Changes, recordAuditOf } from "../../audit/record";

/** Writes what a person changed about themselves into a workspace's audit log, in the transaction of the change. */
export async function recordMemberAudit(
  tx: TenantTx,
  entry: { action: AuditAction; user: { id: string; name: string }; changes: Changes },
): Promise<void> {
  const { action, user, changes } = entry;
  // Whoever goes through somebody's workspaces tells of each.
  await recordAuditOf(
    tx,
    null,
    { kind: "member", ...user },
    {
      action,
      resourceType: "member",
      resourceId: user.id,
      changes,
    },
  );
}
