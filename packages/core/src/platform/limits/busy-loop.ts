import { performance } from "node:perf_hooks";

const windowMs = 100;
// A loop that waits a quarter of its time for databases and disks has room for another request.
const busyFrom = 0.75;

/** Tells whether the event loop of this process has had no time left lately. */
export function watchLoop(): () => boolean {
  let last = performance.eventLoopUtilization();
  let lookedAt = performance.now();
  let busy = false;
  return () => {
    const now = performance.now();
    if (now - lookedAt >= windowMs) {
      busy = performance.eventLoopUtilization(last).utilization >= busyFrom;
      last = performance.eventLoopUtilization();
      lookedAt = now;
    }
    return busy;
  };
}
