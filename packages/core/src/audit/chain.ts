import { createHash } from "node:crypto";
import type { AuditAction } from "./actions";

/** An entry of the log as its hash covers it: everything but the hash. */
export interface ChainedEntry {
  seq: number;
  id: string;
  action: string;
  actorId: string | null;
  actorName: string;
  actorKind: string;
  address: string | null;
  resourceType: string;
  resourceId: string;
  projectId: string | null;
  /** JSON, byte for byte as it is kept. */
  changes: string;
  requestId: string | null;
  createdAt: Date;
}

/** What stands before the first entry. */
export const chainStart = "";

/** The first entry of a log that is older than its chain: it holds what the entries before it come to. */
export const chainBegan = "audit.chain_began" satisfies AuditAction;

/**
 * The hash that chains an entry to the one before it: SHA-256, in hex, of the hash before it, a line break, and the
 * entry as JSON with its names in order (RFC 8785, of which it needs no more than that).
 */
export function entryHash(previous: string, entry: ChainedEntry): string {
  const { seq, id, action, actorId, actorName, actorKind, address } = entry;
  const { resourceType, resourceId, projectId, changes, requestId, createdAt } = entry;
  const canonical = JSON.stringify({
    action,
    actorId,
    actorKind,
    actorName,
    address,
    changes,
    createdAt: createdAt.toISOString(),
    id,
    projectId,
    requestId,
    resourceId,
    resourceType,
    seq,
  });
  return createHash("sha256").update(`${previous}\n${canonical}`).digest("hex");
}
