import { performance } from "node:perf_hooks";

/** An instant by both clocks of this machine, in milliseconds. */
export interface Instant {
  readonly steady: number;
  readonly wall: number;
}

export function now(): Instant {
  return { steady: performance.now(), wall: Date.now() };
}

/**
 * Milliseconds since `instant`, by whichever clock says more. The steady one cannot be set, but stands still while
 * the machine sleeps, when other machines go on; the wall clock goes on, but can be set back. To take a lease for
 * spent too early costs a renewal, too late a write that nobody expects.
 */
export function atMostSince(instant: Instant): number {
  return Math.max(performance.now() - instant.steady, Date.now() - instant.wall);
}

/** Milliseconds since `instant` by the steady clock: at least so much time has passed. */
export function atLeastSince(instant: Instant): number {
  return performance.now() - instant.steady;
}
