import { createHash } from "node:crypto";
import type { Spent } from "./create-limits";

/** Keys that were refused a moment ago. */
export interface RefusedKeys {
  /** Refuses a key without another look at it, for a second. */
  add(key: string, spent: Spent): void;
  /** What the key has spent, while it is refused. */
  find(key: string): Spent | null;
}

// So short that a plan that was changed or a key that was revoked meanwhile is told of on time.
const refusedMs = 1000;
const mostKept = 10_000;

/**
 * Remembers for a second whom a limit has refused, so that a program that goes on asking costs next to nothing: it is
 * told again before anything is read. A key is kept by its hash, here too.
 */
export function createRefusedKeys(now: () => number = Date.now): RefusedKeys {
  const refused = new Map<string, { spent: Spent; until: number }>();
  return {
    add(key, spent) {
      const hash = hashOf(key);
      // Put at the end, so that the first are those that were refused longest ago.
      refused.delete(hash);
      refused.set(hash, { spent, until: now() + refusedMs });
      for (const first of refused.keys()) {
        if (refused.size <= mostKept) break;
        refused.delete(first);
      }
    },
    find(key) {
      if (refused.size === 0) return null;
      const hash = hashOf(key);
      const found = refused.get(hash);
      if (!found) return null;
      if (found.until > now()) return found.spent;
      refused.delete(hash);
      return null;
    },
  };
}

function hashOf(key: string): string {
  return createHash("sha256").update(key).digest("base64");
}
