import { TenancyError } from "../errors";

export interface LoopSharesOptions {
  /** How much of one turn of the event loop a tenant can have, in milliseconds; 2 unless said. */
  shareMs?: number;
  /** Statements of one tenant that can wait for a turn; 10,000 unless said. */
  maxWaiting?: number;
}

// What a client spends on a statement beside the database, about: it is not in what is measured around the driver.
const clientMs = 0.2;

// Statements that one turn of the loop lets in from the queues, of all tenants together.
const admittedPerTurn = 100;

/**
 * Shares of the event loop, for a driver that computes on it. Without them a thousand queries that one tenant sends at
 * once are all answered before anything else in the process happens. A tenant that has had its share of a turn waits
 * for later ones; those who wait are let in by turns, a share each, and whoever has not had theirs goes at once.
 */
export class LoopShares {
  readonly #shareMs: number;
  readonly #maxWaiting: number;
  readonly #spentMs = new Map<string, number>();
  // In order of their turns. A tenant is here while a statement of theirs waits.
  readonly #queues = new Map<string, Array<() => void>>();
  #scheduled = false;

  constructor(options: LoopSharesOptions = {}) {
    this.#shareMs = options.shareMs ?? 2;
    this.#maxWaiting = options.maxWaiting ?? 10_000;
  }

  get waiting(): number {
    let sum = 0;
    for (const queue of this.#queues.values()) sum += queue.length;
    return sum;
  }

  /**
   * Null when the tenant's statement may run now, else what it has to wait for. Throws `tenant_busy` when too many
   * wait already.
   */
  enter(tenantId: string): Promise<void> | null {
    const queue = this.#queues.get(tenantId);
    if (queue === undefined && this.#hasShare(tenantId)) {
      this.spend(tenantId, clientMs);
      return null;
    }
    if (queue !== undefined && queue.length >= this.#maxWaiting) throw this.#tooMany(tenantId);
    this.#schedule();
    return new Promise((resolve) => {
      if (queue === undefined) this.#queues.set(tenantId, [resolve]);
      else queue.push(resolve);
    });
  }

  /** Says how long a statement kept the loop. */
  spend(tenantId: string, ms: number): void {
    this.#spentMs.set(tenantId, (this.#spentMs.get(tenantId) ?? 0) + ms);
    this.#schedule();
  }

  #hasShare(tenantId: string): boolean {
    return (this.#spentMs.get(tenantId) ?? 0) < this.#shareMs;
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.#nextTurn());
  }

  #nextTurn(): void {
    this.#scheduled = false;
    this.#spentMs.clear();
    let room = admittedPerTurn;
    for (const [tenantId, queue] of [...this.#queues]) {
      if (room <= 0) break;
      room -= this.#admit(tenantId, queue);
      // To the back of the line, behind the others that wait.
      this.#queues.delete(tenantId);
      if (queue.length > 0) this.#queues.set(tenantId, queue);
    }
    if (this.#queues.size > 0) this.#schedule();
  }

  #admit(tenantId: string, queue: Array<() => void>): number {
    const most = Math.max(1, Math.floor(this.#shareMs / clientMs));
    const admitted = queue.splice(0, most);
    for (const go of admitted) {
      this.spend(tenantId, clientMs);
      go();
    }
    return admitted.length;
  }

  #tooMany(tenantId: string): TenancyError {
    return new TenancyError(
      "tenant_busy",
      `Tenant ${tenantId} has ${this.#maxWaiting} statements waiting already. Send fewer at once, or several rows in one.`,
    );
  }
}
