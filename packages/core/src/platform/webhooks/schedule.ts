const minute = 60_000;
const hour = 60 * minute;

/** How long to wait after each attempt that failed. */
const waits = [minute, 5 * minute, 30 * minute, 2 * hour, 6 * hour, 24 * hour];

/** After so many a message is given up. */
export const mostAttempts = waits.length + 1;

/**
 * When a message is tried again, a little apart by chance, so that what failed together does not come back together.
 * @param attempts how many failed so far
 * @returns null when it was tried often enough
 */
export function nextAttempt(attempts: number, now: Date, chance = Math.random()): Date | null {
  const wait = waits[attempts - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait * (0.9 + 0.2 * chance));
}
