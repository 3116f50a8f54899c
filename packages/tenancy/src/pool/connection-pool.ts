import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { TenancyError } from "../errors";
import { IdleTimer } from "./idle-timer";
import { PoolEntry } from "./pool-entry";
import { createSignal } from "./signal";

/** A connection lent out. It stays open until `release`. */
export interface Lease {
  readonly adapter: SqlDriverAdapter;
  /** Where the connection leads: see `Opened`. */
  readonly place: string;
  /** Gives the connection back; a second call does nothing. */
  release(): void;
  /** As `release`, and has a connection closed that was opened for this lease and that nobody else uses. */
  discard(): void;
}

/** A new connection and the circumstances it was opened under; see `ConnectionPool.refresh`. */
export interface Opened {
  readonly adapter: SqlDriverAdapter;
  readonly circumstances: string;
  /** What a client was made for that may use it: the engine, and the names that it puts into its SQL. */
  readonly place: string;
}

export interface OpenTenant {
  id: string;
  lastUsed: Date;
  /** How many queries and transactions are using it, or waiting for it to open, right now. */
  inUse: number;
}

/** How the connections have been used since the start, and are now. */
export interface PoolCounts {
  /** Tenants with an open connection. */
  open: number;
  /** Queries and transactions that hold one. */
  inUse: number;
  /** Queries and transactions that wait: for an opening, or for whoever has their tenant to themselves. */
  waiting: number;
  /** Times that an open connection was lent. */
  hits: number;
  /** Times that one was opened first. */
  misses: number;
  /** Connections closed to make room for others. */
  evictions: number;
  /** Connections closed because nobody had used them for long. */
  idleClosed: number;
}

export interface ConnectionPoolOptions {
  /** How long a connection stays open that nobody uses, in milliseconds; 0 for always. */
  idleMs: number;
  /** Told which tenant's connection nobody had used for that long. */
  onIdle?: (id: string) => void;
}

/**
 * The open connections: at most one per tenant, and at most `capacity` in all. When there is no room, the one
 * unused for longest makes way. One in use never does, so there are more than `capacity` only while more than
 * that many are in use at once.
 */
export class ConnectionPool {
  /**
   * Changes whenever someone had a tenant to themselves: what was read of a tenant before may be out of date
   * after.
   */
  epoch = 0;
  readonly #capacity: number;
  // In order of use, least recent first. An entry stays until its connection is really closed.
  readonly #entries = new Map<string, PoolEntry>();
  readonly #exclusive = new Map<string, Promise<void>>();
  #newest: PoolEntry | null = null;
  #retired = 0;
  #ended = false;
  readonly #idle: IdleTimer;
  readonly #counts = { waiting: 0, hits: 0, misses: 0, evictions: 0, idleClosed: 0 };

  constructor(capacity: number, { idleMs, onIdle }: ConnectionPoolOptions = { idleMs: 0 }) {
    if (!Number.isInteger(capacity) || capacity < 1)
      throw new RangeError("maxOpenTenants must be 1 or more.");
    this.#capacity = capacity;
    this.#idle = new IdleTimer(idleMs, (before) => this.#closeIdle(before, onIdle));
  }

  /** Whether the tenant's connection is open and would be lent. */
  isOpen(id: string): boolean {
    const entry = this.#entries.get(id);
    return entry !== undefined && entry.adapter !== null && !entry.retired;
  }

  counts(): PoolCounts {
    let open = 0;
    let inUse = 0;
    for (const entry of this.#entries.values()) {
      if (entry.adapter === null) continue;
      open++;
      inUse += entry.inUse;
    }
    return { open, inUse, ...this.#counts };
  }

  /** Lends the tenant's connection if it is open and not about to close; null otherwise. */
  acquireNow(id: string): Lease | null {
    const entry = this.#entries.get(id);
    if (entry === undefined || entry.adapter === null || entry.retired) return null;
    entry.inUse++;
    this.#counts.hits++;
    return this.#lend(entry, entry.adapter);
  }

  /**
   * Lends the tenant's connection, opening it with `open` when it is not open. Waits while someone has the
   * tenant to themselves. Throws what `open` throws, and `tenancy_closed`.
   */
  async acquire(id: string, open: () => Promise<Opened>): Promise<Lease> {
    this.#counts.waiting++;
    try {
      return await this.#acquire(id, open);
    } finally {
      this.#counts.waiting--;
    }
  }

  /**
   * Runs `work` while the tenant is closed and nobody can open it: waits for those who are using it, and has
   * newcomers wait until `work` is done. Who holds a lease on the tenant would wait for themselves.
   */
  async exclusively<T>(id: string, work: () => Promise<T>): Promise<T> {
    for (let other = this.#exclusive.get(id); other !== undefined; other = this.#exclusive.get(id))
      await other;
    const end = createSignal();
    this.#exclusive.set(id, end.happened);
    this.epoch++;
    try {
      await this.close(id);
      return await work();
    } finally {
      this.epoch++;
      this.#exclusive.delete(id);
      end.fire();
    }
  }

  /** Has the tenant's connection closed, once it is not in use, if it was opened under other circumstances. */
  refresh(id: string, circumstances: string): void {
    const entry = this.#entries.get(id);
    if (entry?.adapter && entry.circumstances !== circumstances) this.#retire(entry);
  }

  /** Closes the tenant's connection as soon as it is not in use, and resolves when it is closed. */
  async close(id: string): Promise<void> {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#retire(entry);
    await entry.gone.happened;
  }

  /** As `close`, for every tenant. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.#entries.keys()].map((id) => this.close(id)));
  }

  /** Closes every connection and lends none any more. */
  async end(): Promise<void> {
    this.#ended = true;
    this.#idle.stop();
    await this.closeAll();
  }

  /** The open tenants, least recently used first. */
  openTenants(): OpenTenant[] {
    const open = [...this.#entries.values()].filter((entry) => entry.adapter !== null);
    return open.map((entry) => ({ id: entry.id, lastUsed: new Date(entry.lastUsed), inUse: entry.inUse }));
  }

  async #acquire(id: string, open: () => Promise<Opened>): Promise<Lease> {
    for (;;) {
      if (this.#ended)
        throw new TenancyError("tenancy_closed", "This tenancy was closed for good. Create a new one.");
      const entry = this.#entries.get(id);
      const exclusive = this.#exclusive.get(id);
      if (entry?.retired) await entry.gone.happened;
      else if (exclusive !== undefined) await exclusive;
      else if (entry === undefined) return this.#open(id, open);
      else {
        const lease = await this.#join(entry);
        if (lease !== null) return lease;
      }
    }
  }

  async #open(id: string, open: () => Promise<Opened>): Promise<Lease> {
    const entry = new PoolEntry(id);
    entry.inUse++;
    this.#entries.set(id, entry);
    this.#counts.misses++;
    this.#idle.start();
    try {
      await this.#makeRoom();
      const { adapter, circumstances, place } = await open();
      entry.adapter = adapter;
      entry.circumstances = circumstances;
      entry.place = place;
      return this.#lend(entry, adapter, true);
    } catch (error) {
      this.#retire(entry);
      this.#leave(entry);
      throw error;
    } finally {
      entry.settled.fire();
    }
  }

  /** Waits for another caller's opening. Null when that failed; one's own attempt may fare better. */
  async #join(entry: PoolEntry): Promise<Lease | null> {
    // Counted before the wait, so that it cannot be evicted between its opening and its use.
    entry.inUse++;
    await entry.settled.happened;
    if (entry.adapter !== null) {
      this.#counts.hits++;
      return this.#lend(entry, entry.adapter);
    }
    this.#leave(entry);
    return null;
  }

  #lend(entry: PoolEntry, adapter: SqlDriverAdapter, opened = false): Lease {
    entry.lastUsed = Date.now();
    if (this.#newest !== entry) {
      this.#entries.delete(entry.id);
      this.#entries.set(entry.id, entry);
      this.#newest = entry;
    }
    let held = true;
    const release = () => {
      if (!held) return;
      held = false;
      this.#leave(entry);
    };
    return {
      adapter,
      place: entry.place,
      release,
      discard: () => {
        if (held && opened && entry.inUse === 1) this.#retire(entry);
        release();
      },
    };
  }

  #leave(entry: PoolEntry): void {
    entry.inUse--;
    if (entry.inUse > 0) return;
    entry.lastUsed = Date.now();
    if (entry.retired) this.#dispose(entry);
    else this.#retireSurplus();
  }

  async #makeRoom(): Promise<void> {
    const evicted = this.#retireSurplus();
    await Promise.all(evicted.map((entry) => entry.gone.happened));
  }

  #retireSurplus(): PoolEntry[] {
    const evicted: PoolEntry[] = [];
    for (const entry of this.#entries.values()) {
      if (this.#entries.size - this.#retired <= this.#capacity) break;
      if (entry.inUse > 0 || entry.retired) continue;
      this.#retire(entry);
      this.#counts.evictions++;
      evicted.push(entry);
    }
    return evicted;
  }

  /** Closes what nobody has used since `before`; answers when the next one may be due, or null when none is open. */
  #closeIdle(before: number, onIdle: (id: string) => void = () => {}): number | null {
    let oldest: number | null = null;
    for (const entry of this.#entries.values()) {
      if (entry.retired) continue;
      if (entry.inUse > 0 || entry.lastUsed > before) {
        const since = entry.inUse > 0 ? Date.now() : entry.lastUsed;
        oldest = Math.min(oldest ?? since, since);
        continue;
      }
      this.#counts.idleClosed++;
      this.#retire(entry);
      onIdle(entry.id);
    }
    return oldest;
  }

  #retire(entry: PoolEntry): void {
    if (entry.retired) return;
    entry.retired = true;
    this.#retired++;
    if (entry.inUse === 0) this.#dispose(entry);
  }

  #dispose(entry: PoolEntry): void {
    const closing = entry.adapter === null ? Promise.resolve() : entry.adapter.dispose();
    // A connection that failed to close is as little use as a closed one; whoever waits must not wait for ever.
    closing.catch(() => {}).then(() => this.#remove(entry));
  }

  #remove(entry: PoolEntry): void {
    this.#entries.delete(entry.id);
    this.#retired--;
    if (this.#newest === entry) this.#newest = null;
    entry.gone.fire();
  }
}
