import { TenancyError } from "../errors";

export interface FairSlotsOptions {
  /** Slots in all. */
  total: number;
  /** Slots that one key can hold. */
  perKey: number;
  /** How long to wait for a slot, in milliseconds. */
  waitMs: number;
}

interface Waiter {
  admit(): void;
}

/**
 * A number of slots shared by many: each key holds at most so many, and when slots are short, the keys that
 * wait take turns, however many requests each of them has waiting.
 */
export class FairSlots {
  readonly #options: FairSlotsOptions;
  readonly #held = new Map<string, number>();
  // In order of their turns. A key is here while someone waits for it.
  readonly #queues = new Map<string, Waiter[]>();
  #inUse = 0;
  #waiting = 0;

  constructor(options: FairSlotsOptions) {
    for (const [name, value] of Object.entries(options)) {
      if (!Number.isInteger(value) || value < 1) throw new RangeError(`${name} must be 1 or more.`);
    }
    this.#options = options;
  }

  get inUse(): number {
    return this.#inUse;
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** Takes a slot at once if there is one free for this key and nobody has been waiting for one before. */
  takeNow(key: string): boolean {
    if (this.#queues.has(key) || !this.#free(key)) return false;
    this.#hold(key);
    return true;
  }

  /** Takes a slot, waiting for it in turn. Throws `pool_timeout`. `give` it back. */
  take(key: string): Promise<void> {
    if (this.takeNow(key)) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        admit: () => {
          clearTimeout(timer);
          this.#waiting--;
          resolve();
        },
      };
      const timer = setTimeout(() => {
        this.#forget(key, waiter);
        reject(this.#timeout(key));
      }, this.#options.waitMs);
      this.#waiting++;
      const queue = this.#queues.get(key);
      if (queue === undefined) this.#queues.set(key, [waiter]);
      else queue.push(waiter);
    });
  }

  /** Gives a slot back, to whoever's turn it is. */
  give(key: string): void {
    const held = this.#held.get(key) ?? 0;
    if (held > 1) this.#held.set(key, held - 1);
    else this.#held.delete(key);
    this.#inUse--;
    this.#admitNext();
  }

  #free(key: string): boolean {
    return this.#inUse < this.#options.total && (this.#held.get(key) ?? 0) < this.#options.perKey;
  }

  #hold(key: string): void {
    this.#held.set(key, (this.#held.get(key) ?? 0) + 1);
    this.#inUse++;
  }

  #admitNext(): void {
    for (const [key, queue] of this.#queues) {
      if (!this.#free(key)) continue;
      const waiter = queue.shift();
      // To the back of the line, behind the other keys that wait.
      this.#queues.delete(key);
      if (queue.length > 0) this.#queues.set(key, queue);
      if (waiter === undefined) continue;
      this.#hold(key);
      waiter.admit();
      return;
    }
  }

  #forget(key: string, waiter: Waiter): void {
    this.#waiting--;
    const rest = (this.#queues.get(key) ?? []).filter((other) => other !== waiter);
    if (rest.length > 0) this.#queues.set(key, rest);
    else this.#queues.delete(key);
  }

  #timeout(key: string): TenancyError {
    const { total, perKey, waitMs } = this.#options;
    return new TenancyError(
      "pool_timeout",
      `Tenant ${key} got no database connection within ${waitMs} ms: ${this.#inUse} of ${total} are in use, ${this.#held.get(key) ?? 0} of at most ${perKey} by this tenant. Shorten transactions, or raise maxConnections or maxConnectionsPerTenant.`,
    );
  }
}
