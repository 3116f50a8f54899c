import { randomUUID } from "node:crypto";
import { TenancyError } from "../errors";
import { atLeastSince, atMostSince, type Instant, now } from "./lease-clock";
import type { Drain, Ledger } from "./ledger";
import { Silence } from "./silence";

/** How this process takes part among others. */
export interface CoordinationOptions {
  /** What all processes of the installation share. */
  ledger: Ledger;
  /** What this process is, for people: `serve` or `command` unless there are other kinds. */
  kind: string;
  /** Its name in the ledger; a new one unless said. Give the same to `createPostgresServer`. */
  processId?: string;
  /** For how long it may use tenants after a renewal, in milliseconds; 10,000 unless said, the same for all. */
  leaseMs?: number;
  /** How often it renews; 1,000 ms unless said. */
  heartbeatMs?: number;
  /** How often it looks whether it is to let go of a tenant; 200 ms unless said, and more often after it was to. */
  pollMs?: number;
  /** How long others are given to let go of a tenant; 30,000 ms unless said, longer than any transaction lasts. */
  drainTimeoutMs?: number;
}

/** What a membership needs of the connections it is about. */
export interface Holdings {
  /** Closes a tenant once nobody uses it, and has later openings ask the registry anew. */
  letGo(tenantId: string): Promise<void>;
  letGoOfAll(): Promise<void>;
}

/** Throws `lease_lost` from the moment on that what was opened under it may not be used any more. */
export type Claim = () => void;

// Asked once to let go of a tenant, it looks so often, and for so long, whether it is to let go of another.
const soonMs = 20;
const attentiveMs = 1_000;

/** For how much longer than its lease a silent process is waited for: clocks do not run alike everywhere. */
export const leaseMargin = 1.2;

/**
 * This process's place among those that share the tenants. It renews a lease in the ledger; as long as that is good,
 * others wait for this process before they change a tenant underneath, and when it has run out nobody does, so that
 * nothing may be used any more, not even after a later renewal.
 */
export class Membership {
  readonly id: string;
  readonly leaseMs: number;
  readonly silence = new Silence();
  readonly #options: CoordinationOptions;
  readonly #holdings: Holdings;
  readonly #answered = new Map<string, number>();
  /** What it let go of and did not tell the others of yet. */
  readonly #letGoOf = new Map<string, Drain>();
  #answering: Promise<void> | null = null;
  readonly #mine = new Set<string>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #entered: Promise<void> | null = null;
  #renewed: Instant | null = null;
  #generation = 0;
  /** When it was last asked to let go of a tenant that it had not been asked to let go of before. */
  #asked: Instant | null = null;
  /** What went wrong last with the ledger or with letting go, since the last renewal. */
  #trouble: unknown;
  /** That, as it was when the lease ran out last. */
  #troubleAtLapse: unknown;
  #left = false;

  constructor(options: CoordinationOptions, holdings: Holdings) {
    this.id = options.processId ?? randomUUID();
    this.leaseMs = options.leaseMs ?? 10_000;
    this.#options = options;
    this.#holdings = holdings;
  }

  /** Joins the others, once; resolves when this process may open tenants. */
  enter(): Promise<void> {
    this.#entered ??= this.#join().then(
      () => {
        // Where nobody else is there is nobody to tell.
        if (this.leaseMs === Infinity) return;
        const { heartbeatMs = 1000, pollMs = 200 } = this.#options;
        this.#every(
          () => heartbeatMs,
          () => this.#beat(),
        );
        this.#every(
          () => (this.#isAskedOften() ? Math.min(soonMs, pollMs) : pollMs),
          () => this.#answerDrains(),
        );
      },
      (error: unknown) => {
        this.#entered = null;
        throw error;
      },
    );
    return this.#entered;
  }

  /**
   * What is opened from now on is good for as long as the lease never runs out. Throws `lease_lost` itself, with what
   * kept it from being renewed as its cause, where something did.
   */
  claim(): Claim {
    const generation = this.#generation;
    const claim = () => {
      if (generation === this.#generation && this.#holds()) return;
      throw new TenancyError(
        "lease_lost",
        "This process could not tell the others in time that it is there, so they do not wait for it any more. Nothing was done; try again in a moment.",
        { cause: generation === this.#generation ? this.#trouble : this.#troubleAtLapse },
      );
    };
    claim();
    return claim;
  }

  /** While it runs, this process's own wish to have the tenant does not concern itself. */
  async whileMine<T>(tenantId: string, work: () => Promise<T>): Promise<T> {
    this.#mine.add(tenantId);
    try {
      return await work();
    } finally {
      this.#mine.delete(tenantId);
    }
  }

  isMine(tenantId: string): boolean {
    return this.#mine.has(tenantId);
  }

  /** Leaves the others, who need not wait for this process any more. To be called when nothing is open. */
  async leave(): Promise<void> {
    this.#left = true;
    for (const timer of this.#timers) clearTimeout(timer);
    if (this.#entered === null) return;
    await this.#entered.catch(() => {});
    this.#renewed = null;
    // Where that cannot be said, the others wait for as long as the lease lasts.
    await this.#options.ledger.leave(this.id).catch(() => {});
  }

  #holds(): boolean {
    return this.#renewed !== null && atMostSince(this.#renewed) < this.leaseMs;
  }

  async #join(): Promise<void> {
    const { ledger, kind } = this.#options;
    const asked = now();
    await ledger.join(this.id, kind);
    // Counted from before the ledger was asked: the others count from when they see it.
    this.#renewed = asked;
  }

  async #beat(): Promise<void> {
    const { ledger } = this.#options;
    if (!this.#holds()) return this.#returnAfterLapse();
    const asked = now();
    const known = await ledger.renew(this.id);
    // In between it may have run out, and what others did since is not known.
    if (!known || !this.#holds()) return this.#returnAfterLapse();
    this.#renewed = asked;
    this.#trouble = undefined;
    this.silence.look(await ledger.processes());
  }

  // What was open meanwhile may be another's by now. None of it survives, and only then is the lease taken anew.
  async #returnAfterLapse(): Promise<void> {
    this.#renewed = null;
    this.#generation++;
    this.#troubleAtLapse = this.#trouble;
    this.#answered.clear();
    await this.#holdings.letGoOfAll();
    await this.#join();
  }

  async #answerDrains(): Promise<void> {
    const drains = await this.#options.ledger.drains();
    for (const drain of drains) this.#letGo(drain);
    const asked = new Set(drains.map(({ tenantId }) => tenantId));
    for (const id of this.#answered.keys()) if (!asked.has(id)) this.#answered.delete(id);
  }

  // Who closes tenants one after the other, as a fleet's migration does, waits for each answer.
  #isAskedOften(): boolean {
    return this.#asked !== null && atLeastSince(this.#asked) < attentiveMs;
  }

  #letGo(drain: Drain): void {
    const { tenantId, epoch } = drain;
    if (this.#mine.has(tenantId) || (this.#answered.get(tenantId) ?? -1) >= epoch) return;
    this.#answered.set(tenantId, epoch);
    this.#asked = now();
    this.#holdings
      .letGo(tenantId)
      .then(() => this.#answer(drain))
      // Asked again at the next look.
      .catch(() => this.#answered.delete(tenantId));
  }

  #answer(drain: Drain): void {
    // It was to let go once more meanwhile, or nobody waits for it any more.
    if (this.#answered.get(drain.tenantId) !== drain.epoch) return;
    this.#letGoOf.set(drain.tenantId, drain);
    this.#answering ??= this.#answerAll().finally(() => {
      this.#answering = null;
    });
  }

  // Those that were let go of meanwhile are told of together: each change of the ledger waits for its disk.
  async #answerAll(): Promise<void> {
    while (this.#letGoOf.size > 0) {
      const drains = [...this.#letGoOf.values()];
      this.#letGoOf.clear();
      await this.#options.ledger.answer(this.id, drains).catch(() => {
        for (const { tenantId } of drains) this.#answered.delete(tenantId);
      });
    }
  }

  /** Repeats `work`, never twice at once, without keeping the process alive. A failure is tried again the next time. */
  #every(intervalMs: () => number, work: () => Promise<void>): void {
    if (this.#left) return;
    const timer = setTimeout(async () => {
      this.#timers.delete(timer);
      await work().catch((error: unknown) => {
        this.#trouble = error;
      });
      this.#every(intervalMs, work);
    }, intervalMs());
    timer.unref();
    this.#timers.add(timer);
  }
}
