import { atLeastSince, type Instant, now } from "./lease-clock";
import type { LedgerProcess } from "./ledger";

/**
 * For how long other processes have been silent: measured here, from one look at their heartbeats to another, so that
 * no two machines' clocks are compared and none that was set tells a wrong tale.
 */
export class Silence {
  readonly #seen = new Map<string, { heartbeat: string; since: Instant }>();

  /** Takes in what the ledger says now. */
  look(processes: readonly LedgerProcess[]): void {
    const present = new Set(processes.map(({ id }) => id));
    for (const id of this.#seen.keys()) if (!present.has(id)) this.#seen.delete(id);
    for (const { id, heartbeat } of processes) {
      if (this.#seen.get(id)?.heartbeat !== heartbeat) this.#seen.set(id, { heartbeat, since: now() });
    }
  }

  /** Milliseconds that a process has not renewed for, at the least; 0 for one that was never seen. */
  of(processId: string): number {
    const seen = this.#seen.get(processId);
    return seen === undefined ? 0 : atLeastSince(seen.since);
  }
}
