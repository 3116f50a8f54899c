import { isUniqueViolation, type TenantDb } from "@acre/db";
import type { CatalogDb } from "@acre/db/platform";
import { chainStart, entryHash } from "../../audit/chain";
import { type ChainPoint, readAfter } from "../../audit/verify-chain";

export interface Anchor extends ChainPoint {
  updatedAt: Date;
}

/** How far a tenant's log had come when the catalog last heard of it; null before that. */
export function readAnchor(catalog: CatalogDb, tenantId: string): Promise<Anchor | null> {
  return catalog.auditAnchor.findUnique({ where: { tenantId } });
}

/**
 * Brings the anchor up to the end of the log, if every entry from the anchor to there follows the one before it: an
 * anchor that were moved along with a log that somebody wrote anew would no longer tell. It never goes back.
 * @returns where the log ends; null where the chain does not lead from the anchor to there, and the anchor stays
 */
export async function moveAnchor(
  catalog: CatalogDb,
  tenantId: string,
  db: TenantDb,
): Promise<ChainPoint | null> {
  const anchor = await readAnchor(catalog, tenantId);
  const head = await readHead(db);
  if (!head) return anchor === null ? { seq: 0, hash: chainStart } : null;
  const from = anchor ?? { seq: 0, hash: chainStart };
  if (!(await leads(db, from, head))) return null;
  if (head.seq > from.seq) await raise(catalog, tenantId, head);
  return head;
}

/** Takes the log's end as it is for the anchor, whatever the anchor was: after a restore, and for a copy. */
export async function setAnchorAnew(catalog: CatalogDb, tenantId: string, db: TenantDb): Promise<void> {
  const head = await readHead(db);
  if (head === null) {
    await catalog.auditAnchor.deleteMany({ where: { tenantId } });
    return;
  }
  await catalog.auditAnchor.upsert({ where: { tenantId }, create: { tenantId, ...head }, update: head });
}

async function readHead(db: TenantDb): Promise<ChainPoint | null> {
  return db.auditHead.findUnique({ where: { id: "head" }, select: { seq: true, hash: true } });
}

async function leads(db: TenantDb, from: ChainPoint, to: ChainPoint): Promise<boolean> {
  if (to.seq < from.seq) return false;
  let last = from;
  // The entry that the anchor names is looked at as well: it may have been exchanged with those after it.
  for (let after = from.seq - 1; ; ) {
    const rows = await readAfter(db, after, to.seq);
    for (const row of rows) {
      if (row.seq === from.seq) {
        if (row.hash !== from.hash) return false;
        continue;
      }
      if (row.seq !== last.seq + 1 || entryHash(last.hash, row) !== row.hash) return false;
      last = row;
    }
    const newest = rows.at(-1)?.seq;
    if (newest === undefined || newest === to.seq) break;
    after = newest;
  }
  return last.seq === to.seq && last.hash === to.hash;
}

async function raise(catalog: CatalogDb, tenantId: string, head: ChainPoint): Promise<void> {
  const { seq, hash } = head;
  const raised = await catalog.auditAnchor.updateMany({
    where: { tenantId, seq: { lt: seq } },
    data: { seq, hash },
  });
  if (raised.count === 1) return;
  try {
    if (await readAnchor(catalog, tenantId)) return;
    await catalog.auditAnchor.create({ data: { tenantId, seq, hash } });
  } catch (error) {
    // Another process was there first; its head may be older, and the next change brings it on.
    if (!isUniqueViolation(error)) throw error;
  }
}
