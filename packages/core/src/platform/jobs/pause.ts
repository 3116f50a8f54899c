import { setTimeout as wait } from "node:timers/promises";

const longestMs = 250;

/**
 * Pauses for about as long as was worked since the last pause: work that nobody waits for takes at most half of the
 * process, whatever a piece of it costs.
 */
export function breather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    await wait(Math.min(performance.now() - since, longestMs), undefined, { ref: false });
    since = performance.now();
  };
}
