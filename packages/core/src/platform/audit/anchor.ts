import { isUniqueViolation, type TenantDb } from "@acre/db";
import type { CatalogDb } from "@acre/db/platform";
import { chainStart, entryHash } from "../../audit/chain";
import { type ChainPoint, readAfter } from "../../audit/verify-chain";

export interface Anchor extends ChainPoint {
  updatedAt: Date;
}

/**
 * How far a tenant's log had come when the catalog last heard of it; null before that. While a restore is under way, or
 * when it was cut off, that is the anchor or where the restore said its log ends, by which of the two the log has.
 */
export async function readAnchor(catalog: CatalogDb, tenantId: string, db: TenantDb): Promise<Anchor | null> {
  const row = await catalog.auditAnchor.findUnique({ where: { tenantId } });
  if (row === null) return null;
  const { seq, hash, updatedAt } = (await wasRestored(row, db)) ? restoredOf(row) : row;
  return seq === 0 ? null : { seq, hash, updatedAt };
}

/** Notes where the log ends that is about to be put in a tenant's place, before that is done. */
export async function noteRestored(catalog: CatalogDb, tenantId: string, beside: TenantDb): Promise<void> {
  const { seq, hash } = (await readHead(beside)) ?? beginning;
  const restored = { restoredSeq: seq, restoredHash: hash };
  const create = { tenantId, ...beginning, ...restored };
  await catalog.auditAnchor.upsert({ where: { tenantId }, create, update: restored });
}

/** Takes what was noted for the anchor, when the data was replaced. */
export async function adoptRestored(catalog: CatalogDb, tenantId: string): Promise<void> {
  const row = await catalog.auditAnchor.findUnique({ where: { tenantId } });
  if (row) await adopt(catalog, row);
}

/**
 * Finds out what became of a restore that did not say so, and keeps the anchor that belongs to the log. Not while one may
 * be under way, which has noted what it has not done yet.
 */
export async function settleAnchor(catalog: CatalogDb, tenantId: string, db: TenantDb): Promise<void> {
  const row = await adoptWhereRestored(catalog, tenantId, db);
  // A log that has neither is not what was there nor what was put there: both are kept for whoever looks.
  if (row && (await has(db, row))) await change(catalog, row, none);
}

/** Takes what was noted for the anchor if the log is that one; otherwise returns the anchor with what is noted. */
async function adoptWhereRestored(catalog: CatalogDb, tenantId: string, db: TenantDb): Promise<Row | null> {
  const row = await catalog.auditAnchor.findUnique({ where: { tenantId } });
  if (!row || row.restoredSeq === null) return null;
  if (!(await wasRestored(row, db))) return row;
  await adopt(catalog, row);
  return null;
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
  await adoptWhereRestored(catalog, tenantId, db);
  const anchor = await readAnchor(catalog, tenantId, db);
  const head = await readHead(db);
  if (!head) return anchor === null ? beginning : null;
  const from = anchor ?? beginning;
  if (!(await leads(db, from, head))) return null;
  if (head.seq > from.seq) await raise(catalog, tenantId, head);
  return head;
}

type Row = Anchor & { tenantId: string; restoredSeq: number | null; restoredHash: string | null };

const beginning: ChainPoint = { seq: 0, hash: chainStart };
const none = { restoredSeq: null, restoredHash: null };

function restoredOf({ restoredSeq, restoredHash, updatedAt }: Row): Anchor {
  return { seq: restoredSeq ?? 0, hash: restoredHash ?? chainStart, updatedAt };
}

// A backup of the same log ends at an entry that the log has too; so the anchor is looked for first.
async function wasRestored(row: Row, db: TenantDb): Promise<boolean> {
  return row.restoredSeq !== null && !(await has(db, row)) && (await has(db, restoredOf(row)));
}

async function has(db: TenantDb, { seq, hash }: ChainPoint): Promise<boolean> {
  if (seq === 0) return true;
  const entry = await db.auditEvent.findUnique({ where: { seq }, select: { hash: true } });
  return entry?.hash === hash;
}

async function adopt(catalog: CatalogDb, row: Row): Promise<void> {
  if (row.restoredSeq === null) return;
  const { seq, hash } = restoredOf(row);
  await change(catalog, row, { seq, hash, ...none });
}

// Unless another process has, or a further restore began.
async function change(catalog: CatalogDb, row: Row, data: Partial<Row>): Promise<void> {
  const { tenantId, restoredSeq, restoredHash } = row;
  await catalog.auditAnchor.updateMany({ where: { tenantId, restoredSeq, restoredHash }, data });
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
    if (await catalog.auditAnchor.findUnique({ where: { tenantId } })) return;
    await catalog.auditAnchor.create({ data: { tenantId, seq, hash } });
  } catch (error) {
    // Another process was there first; its head may be older, and the next change brings it on.
    if (!isUniqueViolation(error)) throw error;
  }
}
