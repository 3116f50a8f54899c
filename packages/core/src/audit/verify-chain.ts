import type { TenantDb } from "@acre/db";
import { type ChainedEntry, chainBegan, chainStart, entryHash } from "./chain";
import { summarizeEarlier } from "./earlier";
import { findReordered } from "./find-reordered";

/** Where a chain had come to, as something outside of the tenant remembers it. */
export interface ChainPoint {
  seq: number;
  hash: string;
}

export type ChainFault =
  | "edited"
  | "deleted"
  | "inserted"
  | "reordered"
  | "truncated"
  | "replaced"
  | "earlier_changed"
  | "head_wrong";

/** One thing that is wrong with a log. */
export interface ChainProblem {
  /** The entry's place; null for what concerns none of its own. */
  seq: number | null;
  problem: ChainFault;
  /** In a sentence. */
  message: string;
}

export interface ChainReport {
  /** How many entries the chain has. */
  entries: number;
  /** How many are older than the chain. */
  earlier: number;
  head: ChainPoint | null;
  problems: ChainProblem[];
  /** Whether there were more problems than are listed. */
  more: boolean;
}

/** An entry with its hash, as it is kept. */
export type StoredEntry = ChainedEntry & { hash: string };

const batch = 1000;
const mostProblems = 100;

/**
 * Reads a tenant's whole log in order and compares every entry with its hash, the end with the tenant's own head, and
 * the place that the anchor names with the anchor. May run while the log is written; memory does not grow with it.
 * @param anchor read before this is called; null when there is none yet
 */
export async function verifyChain(db: TenantDb, anchor: ChainPoint | null): Promise<ChainReport> {
  const head = await db.auditHead.findUnique({ where: { id: "head" }, select: { seq: true, hash: true } });
  const found = new Findings();
  const earlier = await verifyEarlier(db, found);
  const walk = new Walk(found, anchor);
  const end = Math.max(head?.seq ?? 0, anchor?.seq ?? 0);
  for (let after = 0; ; ) {
    const rows = await readAfter(db, after, end);
    for (const row of rows) walk.take(row);
    after = rows.at(-1)?.seq ?? after;
    if (rows.length < batch) break;
  }
  walk.end();
  await verifyEnd(db, walk, head, anchor, found);
  return { entries: walk.entries, earlier, head, problems: found.problems, more: found.more };
}

/** Entries after a place, in order, up to another. */
export async function readAfter(db: TenantDb, after: number, upTo: number): Promise<StoredEntry[]> {
  const rows = await db.auditEvent.findMany({
    where: { seq: { gt: after, lte: upTo } },
    orderBy: { seq: "asc" },
    take: batch,
  });
  return rows.flatMap((row) => (row.seq === null ? [] : [{ ...row, seq: row.seq, hash: row.hash ?? "" }]));
}

class Findings {
  readonly problems: ChainProblem[] = [];
  more = false;

  add(seq: number | null, problem: ChainFault, message: string): void {
    if (this.problems.length < mostProblems) this.problems.push({ seq, problem, message });
    else this.more = true;
  }
}

/** Goes along the chain, one entry after the other, with the next one in view to tell what happened. */
class Walk {
  entries = 0;
  last: ChainPoint = { seq: 0, hash: chainStart };
  /** What stands where the anchor points. */
  atAnchor: string | null = null;
  /** By how much places are off, after an entry was put in or taken out and the rest numbered anew. */
  #shift = 0;
  /** Whether the hash before the next entry is known. */
  #linked = true;
  #held: StoredEntry | null = null;
  /** An entry that is told of already, with the one before it, and where the chain goes on from after both. */
  #told: ChainPoint | null = null;
  readonly #broken: { entry: StoredEntry; previous: string }[] = [];

  constructor(
    readonly found: Findings,
    readonly anchor: ChainPoint | null,
  ) {}

  take(entry: StoredEntry): void {
    const held = this.#held;
    this.#held = entry;
    if (held) this.#check(held, entry);
  }

  end(): void {
    if (this.#held) this.#check(this.#held, null);
    this.#tellBroken();
  }

  #check(entry: StoredEntry, next: StoredEntry | null): void {
    this.entries += 1;
    if (entry.seq === this.anchor?.seq) this.atAnchor = entry.hash;
    if (entry.seq === this.#told?.seq) {
      this.last = this.#told;
      return;
    }
    if (entry.seq > this.last.seq + 1) {
      this.found.add(this.last.seq + 1, "deleted", missing(this.last.seq + 1, entry.seq - 1));
      this.#linked = false;
    }
    if (this.#linked && !follows(this.last.hash, entry, this.#shift)) this.#explain(entry, next);
    else this.last = entry;
    this.#linked = true;
  }

  // An entry that does not fit: was one put in, was one taken out, or is it this one that changed?
  #explain(entry: StoredEntry, next: StoredEntry | null): void {
    const { seq } = entry;
    const previous = this.last.hash;
    if (next && follows(previous, next, this.#shift - 1)) {
      if (follows(next.hash, entry, this.#shift + 1)) {
        this.#tellSwapped(entry, next);
        return;
      }
      this.found.add(seq, "inserted", `Entry ${seq} was put in; those after it were numbered anew.`);
      this.#shift -= 1;
      // The next one follows the one before this.
      this.last = { seq, hash: previous };
      return;
    }
    if (next && follows(entry.hash, next, this.#shift + 1)) {
      this.found.add(
        seq,
        "deleted",
        `Before entry ${seq} one was taken out; those after it were numbered anew.`,
      );
      this.#shift += 1;
    } else {
      this.#broken.push({ entry, previous });
      if (this.#broken.length >= mostProblems) this.#tellBroken();
    }
    this.last = entry;
  }

  #tellSwapped(entry: StoredEntry, next: StoredEntry): void {
    this.found.add(entry.seq, "reordered", `Entry ${entry.seq} was written as entry ${next.seq}.`);
    this.found.add(next.seq, "reordered", `Entry ${next.seq} was written as entry ${entry.seq}.`);
    this.last = { seq: entry.seq, hash: next.hash };
    this.#told = { seq: next.seq, hash: entry.hash };
  }

  #tellBroken(): void {
    const moved = findReordered(this.#broken);
    for (const { entry } of this.#broken.splice(0)) {
      const { seq } = entry;
      const was = moved.get(seq);
      if (was === "around") continue;
      if (was === undefined) this.found.add(seq, "edited", `Entry ${seq} is not what was written.`);
      else this.found.add(seq, "reordered", `Entry ${seq} was written as entry ${was}.`);
    }
  }
}

function follows(previous: string, entry: StoredEntry, shift: number): boolean {
  return entryHash(previous, { ...entry, seq: entry.seq + shift }) === entry.hash;
}

function missing(first: number, last: number): string {
  return first === last ? `Entry ${first} is missing.` : `Entries ${first} to ${last} are missing.`;
}

/** What was there before the chain is bound by its first entry; afterwards nothing is written without a place. */
async function verifyEarlier(db: TenantDb, found: Findings): Promise<number> {
  const first = await db.auditEvent.findUnique({
    where: { seq: 1 },
    select: { action: true, changes: true },
  });
  const earlier = await summarizeEarlier(db);
  const none = { entries: 0, digest: "" };
  const bound = first?.action === chainBegan ? boundBy(first.changes) : none;
  // A log that nothing was written to since the upgrade has no chain yet.
  if (first === null && (await db.auditHead.count()) === 0) return earlier?.entries ?? 0;
  const { entries, digest } = earlier ?? none;
  if (entries > bound.entries) {
    found.add(
      null,
      "inserted",
      `There are ${entries} entries outside the chain, where it began after ${bound.entries}.`,
    );
  } else if (entries < bound.entries) {
    found.add(
      null,
      "deleted",
      `Of ${bound.entries} entries from before the chain began, ${entries} are there.`,
    );
  } else if (digest !== bound.digest) {
    found.add(null, "earlier_changed", "An entry from before the chain began is not what was written.");
  }
  return entries;
}

function boundBy(changes: string): { entries: number; digest: string } {
  const { entries, digest } = JSON.parse(changes);
  return { entries: Number(entries?.after), digest: String(digest?.after) };
}

async function verifyEnd(
  db: TenantDb,
  { last, atAnchor }: Walk,
  head: ChainPoint | null,
  anchor: ChainPoint | null,
  found: Findings,
): Promise<void> {
  const end = Math.max(head?.seq ?? 0, anchor?.seq ?? 0);
  if (last.seq < end) {
    found.add(last.seq + 1, "truncated", `The end is cut off: ${missing(last.seq + 1, end)}`);
  } else if (head && last.seq === head.seq && last.hash !== head.hash) {
    found.add(last.seq, "head_wrong", "The log's head does not name its last entry.");
  }
  if (!head && end > 0) found.add(null, "head_wrong", "The log's head is missing.");
  if (anchor && atAnchor !== null && atAnchor !== anchor.hash) {
    found.add(
      anchor.seq,
      "replaced",
      `Entry ${anchor.seq} has another hash than the one kept outside: the log up to there was written anew.`,
    );
  }
  await verifyNothingBefore(db, found);
  await verifyNothingBeyond(db, head, found);
}

// Places are counted from 1: an entry below was never appended, though lists show it.
async function verifyNothingBefore(db: TenantDb, found: Findings): Promise<void> {
  const before = await db.auditEvent.findMany({
    where: { seq: { lt: 1 } },
    orderBy: { seq: "asc" },
    take: mostProblems,
    select: { seq: true },
  });
  for (const { seq } of before) {
    found.add(seq, "inserted", `Entry ${seq} was put in: the log begins with entry 1.`);
  }
}

// Read before the head is read again: what is appended meanwhile raises it.
async function verifyNothingBeyond(db: TenantDb, head: ChainPoint | null, found: Findings): Promise<void> {
  const newest = await db.auditEvent.findFirst({
    where: { seq: { gt: head?.seq ?? 0 } },
    orderBy: { seq: "desc" },
    select: { seq: true },
  });
  if (newest?.seq === undefined || newest.seq === null) return;
  const now = await db.auditHead.findUnique({ where: { id: "head" }, select: { seq: true } });
  if (newest.seq <= (now?.seq ?? 0)) return;
  found.add(newest.seq, "inserted", `Entry ${newest.seq} stands beyond the log's head, ${now?.seq ?? 0}.`);
}
