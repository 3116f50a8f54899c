import type { TenantTx } from "@acre/db";
import type { TenantContext } from "../context";

/** What changed, field by field. A creation has `before: null` throughout, a deletion `after: null`. */
export type Changes = Record<string, { before: unknown; after: unknown }>;

export interface AuditEntry {
  /** Dotted and past tense, such as `task.updated`. */
  action: string;
  resourceType: "project" | "task" | "comment" | "label" | "settings" | "member" | "workspace";
  resourceId: string;
  projectId?: string;
  changes?: Changes;
}

/** Writes one audit event with the transaction of the change itself: both are kept or neither is. */
export async function recordAudit(tx: TenantTx, ctx: TenantContext, entry: AuditEntry): Promise<void> {
  await tx.auditEvent.create({
    data: {
      action: entry.action,
      actorId: ctx.actor.id,
      actorName: ctx.actor.name,
      actorKind: ctx.actor.kind,
      address: ctx.address,
      resourceType: entry.resourceType,
      resourceId: entry.resourceId,
      projectId: entry.projectId ?? null,
      changes: JSON.stringify(entry.changes ?? {}),
      requestId: ctx.requestId,
    },
  });
}

/** The fields in which `after` differs from `before`, of those named. */
export function diff<T extends object>(before: T, after: T, fields: readonly (keyof T & string)[]): Changes {
  const changes: Changes = {};
  for (const field of fields) {
    if (JSON.stringify(before[field]) !== JSON.stringify(after[field])) {
      changes[field] = { before: before[field], after: after[field] };
    }
  }
  return changes;
}
