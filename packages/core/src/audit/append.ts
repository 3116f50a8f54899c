import type { TenantTx } from "@acre/db";
import { v7 as newId } from "uuid";
import { queueDeliveries } from "../webhooks/queue";
import type { AuditAction } from "./actions";
import { tellAppended } from "./appended";
import { type ChainedEntry, chainBegan, chainStart, entryHash } from "./chain";
import { type Earlier, summarizeEarlier } from "./earlier";

/** What an entry says; the chain gives it its place, its time and its hash. */
export type NewEntry = Omit<ChainedEntry, "seq" | "id" | "createdAt"> & { action: AuditAction };

interface Head {
  seq: number;
  hash: string;
}

/**
 * Appends an entry to the tenant's log, in the transaction of the change itself: both are kept or neither is. Of two
 * that append at once the second waits until the first one's transaction ends; so this comes last in a transaction.
 * @param tenantId whom to tell of; null where the caller does, once for several
 */
export async function appendAudit(tx: TenantTx, tenantId: string | null, entry: NewEntry): Promise<void> {
  const head = (await advance(tx)) ?? (await begin(tx));
  const chained = { ...storable(entry), seq: head.seq, id: newId(), createdAt: new Date() };
  const hash = entryHash(head.hash, chained);
  await tx.auditEvent.create({ data: { ...chained, hash }, select: { id: true } });
  await tx.$executeRaw`UPDATE audit_head SET hash = ${hash} WHERE id = 'head'`;
  const queued = head.hooked && (await queueDeliveries(tx, chained));
  if (tenantId !== null) tellAppended({ tenantId, seq: chained.seq, queued });
}

/**
 * As `appendAudit`, the first entry of a tenant that is being made in this very transaction, and so has no log: without
 * asking for what cannot be there. Fails where there is one after all, as a duplicate of its head.
 */
export async function beginAudit(tx: TenantTx, tenantId: string, entry: NewEntry): Promise<void> {
  const chained = { ...storable(entry), seq: 1, id: newId(), createdAt: new Date() };
  const hash = entryHash(chainStart, chained);
  await tx.auditHead.create({ data: { id: "head", seq: chained.seq, hash }, select: { id: true } });
  await tx.auditEvent.create({ data: { ...chained, hash }, select: { id: true } });
  tellAppended({ tenantId, seq: chained.seq, queued: false });
}

/** Takes the next place, which holds the head until the transaction ends, and reads the hash before it. */
async function advance(tx: TenantTx): Promise<(Head & { hooked: boolean }) | null> {
  const [head] = await tx.$queryRaw<{ seq: number; hash: string; hooks: number | bigint }[]>`
    UPDATE audit_head SET seq = seq + 1 WHERE id = 'head'
    RETURNING seq, hash, (SELECT count(*) FROM webhooks WHERE active) AS hooks`;
  return head ? { seq: Number(head.seq), hash: head.hash, hooked: Number(head.hooks) > 0 } : null;
}

// On the first use. Of two at once the slower waits at its INSERT, and finds the head made.
async function begin(tx: TenantTx): Promise<Head & { hooked: boolean }> {
  const made = await tx.$executeRaw`
    INSERT INTO audit_head (id, seq, hash) VALUES ('head', 0, ${chainStart}) ON CONFLICT DO NOTHING`;
  const earlier = made === 1 ? await summarizeEarlier(tx) : null;
  if (earlier) await bindEarlier(tx, earlier);
  const head = await advance(tx);
  if (!head) throw new Error("The head of the audit log was made and is not there.");
  return head;
}

/** The chain's first entry, where there were others before there was a chain. */
async function bindEarlier(tx: TenantTx, { entries, digest }: Earlier): Promise<void> {
  const entry = {
    action: chainBegan,
    actorId: null,
    actorName: "System",
    actorKind: "system",
    address: null,
    resourceType: "workspace",
    resourceId: "audit",
    projectId: null,
    changes: JSON.stringify({
      entries: { before: null, after: entries },
      digest: { before: null, after: digest },
    }),
    requestId: null,
    seq: 1,
    id: newId(),
    createdAt: new Date(),
  };
  const hash = entryHash(chainStart, entry);
  await tx.auditEvent.create({ data: { ...entry, hash }, select: { id: true } });
  await tx.$executeRaw`UPDATE audit_head SET seq = 1, hash = ${hash} WHERE id = 'head'`;
}

// As a database gives it back: neither keeps half a surrogate pair, and PostgreSQL no NUL. The hash is of what is kept.
function storable(entry: NewEntry): NewEntry {
  const { actorName, resourceId, address, requestId } = entry;
  return {
    ...entry,
    actorName: plain(actorName),
    resourceId: plain(resourceId),
    address: address === null ? null : plain(address),
    requestId: requestId === null ? null : plain(requestId),
  };
}

function plain(text: string): string {
  return text.replaceAll("\0", "").replace(/\p{Cs}/gu, "\uFFFD");
}
