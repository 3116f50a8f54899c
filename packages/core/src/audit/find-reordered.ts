import { entryHash } from "./chain";
import type { StoredEntry } from "./verify-chain";

// Every pair is tried at every place of them: more would take long, and is a rewriting rather than a swap.
const most = 24;

/**
 * Of entries that do not fit where they stand, those that fit where another one of them stands, by their place:
 * where each was written, or "around" for one that is whole and whose neighbour moved.
 * @param broken with the hash that stands before each
 */
export function findReordered(
  broken: readonly { entry: StoredEntry; previous: string }[],
): Map<number, number | "around"> {
  const found = new Map<number, number | "around">();
  if (broken.length < 2 || broken.length > most) return found;
  const places = broken.map(({ entry }) => entry.seq);
  const before = new Set(broken.flatMap(({ entry, previous }) => [entry.hash, previous]));
  for (const { entry } of broken) {
    for (const seq of places) {
      for (const previous of before) {
        if (entryHash(previous, { ...entry, seq }) !== entry.hash) continue;
        found.set(entry.seq, seq === entry.seq ? "around" : seq);
      }
    }
  }
  return found;
}
