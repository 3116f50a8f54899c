import type { TenantTx } from "@acre/db";
import type { TenantContext } from "../context";
import type { AuditAction } from "./actions";
import { appendAudit, beginAudit, type NewEntry } from "./append";

/** What changed, field by field. A creation has `before: null` throughout, a deletion `after: null`. */
export type Changes = Record<string, { before: unknown; after: unknown }>;

export interface AuditEntry {
  action: AuditAction;
  resourceType:
    | "project"
    | "task"
    | "comment"
    | "label"
    | "settings"
    | "member"
    | "workspace"
    | "key"
    | "invitation"
    | "webhook";
  resourceId: string;
  projectId?: string;
  changes?: Changes;
}

/** Writes one audit event with the transaction of the change itself, as its last step: both are kept or neither is. */
export async function recordAudit(tx: TenantTx, ctx: TenantContext, entry: AuditEntry): Promise<void> {
  await appendAudit(tx, ctx.tenant.id, {
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
  });
}

/** Who acts where there is no context: the installation itself, or a person outside of a request. */
export interface AuditActor {
  kind: "member" | "operator" | "system";
  id: string | null;
  name: string;
}

/** Writes what happened to a tenant outside of a request, with the transaction of the change, as its last step. */
export async function recordAuditOf(
  tx: TenantTx,
  tenantId: string | null,
  actor: AuditActor,
  entry: AuditEntry,
): Promise<void> {
  await appendAudit(tx, tenantId, entryOf(actor, entry));
}

/** As `recordAuditOf`, of a tenant that is being made in this very transaction. */
export async function recordFirstAudit(
  tx: TenantTx,
  tenantId: string,
  actor: AuditActor,
  entry: AuditEntry,
): Promise<void> {
  await beginAudit(tx, tenantId, entryOf(actor, entry));
}

function entryOf(actor: AuditActor, entry: AuditEntry): NewEntry {
  return {
    action: entry.action,
    actorId: actor.id,
    actorName: actor.name,
    actorKind: actor.kind,
    address: null,
    resourceType: entry.resourceType,
    resourceId: entry.resourceId,
    projectId: entry.projectId ?? null,
    changes: JSON.stringify(entry.changes ?? {}),
    requestId: null,
  };
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
