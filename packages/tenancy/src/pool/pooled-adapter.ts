import type {
  ConnectionInfo,
  IsolationLevel,
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  SqlResultSet,
  Transaction,
} from "@prisma/driver-adapter-utils";
import { assertMayAsk } from "../alone-with";
import type { ConnectionPool, Lease, Opened } from "./connection-pool";
import type { LoopShares } from "./loop-shares";

type Provider = SqlDriverAdapterFactory["provider"];

export interface PooledAdapterOptions {
  pool: ConnectionPool;
  tenantId: string;
  provider: Provider;
  /** What a client has to know of the connection before there is one, such as the schema of its tables. */
  connectionInfo?: ConnectionInfo;
  /** What the client was made for: another's connection, of a tenant that was moved since, is none for it. */
  place: string;
  /** Says so. */
  moved: () => Error;
  /** Opens the tenant's connection, or refuses to. Asked every time there is none. */
  open: () => Promise<Opened>;
  /** Shares of the event loop between tenants, for a driver that computes on it. */
  shares?: LoopShares;
}

/**
 * A driver adapter that owns no connection: each query and each transaction borrows its tenant's from the
 * pool. So a client made with it survives eviction, and can never reach any tenant but its own.
 */
export function createPooledAdapterFactory(options: PooledAdapterOptions): SqlDriverAdapterFactory {
  const { provider } = options;
  return { provider, adapterName, connect: async () => new PooledAdapter(options) };
}

const adapterName = "@acre/tenancy";

class PooledAdapter implements SqlDriverAdapter {
  readonly provider: Provider;
  readonly adapterName = adapterName;
  readonly getConnectionInfo?: () => ConnectionInfo;
  readonly #options: PooledAdapterOptions;

  constructor(options: PooledAdapterOptions) {
    const { provider, connectionInfo } = options;
    this.#options = options;
    this.provider = provider;
    if (connectionInfo !== undefined) this.getConnectionInfo = () => connectionInfo;
  }

  queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.#ask((adapter) => adapter.queryRaw(query));
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.#ask((adapter) => adapter.executeRaw(query));
  }

  executeScript(script: string): Promise<void> {
    return this.#ask((adapter) => adapter.executeScript(script));
  }

  async startTransaction(isolationLevel?: IsolationLevel): Promise<Transaction> {
    const turn = enter(this.#options);
    if (turn !== null) await turn;
    const lease = this.#leaseNow() ?? (await this.#lease());
    try {
      return borrowed(await lease.adapter.startTransaction(isolationLevel), lease, this.#options);
    } catch (error) {
      lease.release();
      throw error;
    }
  }

  /** Nothing to dispose of: the pool closes connections. */
  async dispose(): Promise<void> {}

  async #ask<T>(work: (adapter: SqlDriverAdapter) => Promise<T>): Promise<T> {
    const turn = enter(this.#options);
    if (turn !== null) await turn;
    const lease = this.#leaseNow() ?? (await this.#lease());
    try {
      return await measured(this.#options, () => work(lease.adapter));
    } finally {
      lease.release();
    }
  }

  // The common case, an open connection, costs no turn of the event loop.
  #leaseNow(): Lease | null {
    const lease = this.#options.pool.acquireNow(this.#options.tenantId);
    return lease && this.#fitting(lease);
  }

  async #lease(): Promise<Lease> {
    const { pool, tenantId, open } = this.#options;
    return this.#fitting(await pool.acquire(tenantId, open));
  }

  // Whoever opened it may have been told of a place that this client knows nothing of. What it would send there names the
  // old one, which its tenant can still reach, and where nobody would look for it any more.
  #fitting(lease: Lease): Lease {
    const { place, moved } = this.#options;
    if (lease.place === place) return lease;
    lease.release();
    throw moved();
  }
}

/** The same transaction, which gives the connection back at its end. */
function borrowed(transaction: Transaction, lease: Lease, options: PooledAdapterOptions): Transaction {
  async function ask<T>(work: () => Promise<T>): Promise<T> {
    const turn = enter(options);
    if (turn !== null) await turn;
    return measured(options, work);
  }
  return {
    provider: transaction.provider,
    adapterName,
    options: transaction.options,
    queryRaw: (query) => ask(() => transaction.queryRaw(query)),
    executeRaw: (query) => ask(() => transaction.executeRaw(query)),
    commit: () => transaction.commit().finally(lease.release),
    rollback: () => transaction.rollback().finally(lease.release),
    createSavepoint: transaction.createSavepoint?.bind(transaction),
    rollbackToSavepoint: transaction.rollbackToSavepoint?.bind(transaction),
    releaseSavepoint: transaction.releaseSavepoint?.bind(transaction),
  };
}

/** What a statement has to wait for before it may be sent; null when for nothing. Throws when it may not be at all. */
function enter({ tenantId, shares }: PooledAdapterOptions): Promise<void> | null {
  assertMayAsk(tenantId);
  return shares?.enter(tenantId) ?? null;
}

/** Runs `work` and charges the tenant for the time until it gave the loop back. */
function measured<T>({ tenantId, shares }: PooledAdapterOptions, work: () => Promise<T>): Promise<T> {
  if (shares === undefined) return work();
  const begun = performance.now();
  const result = work();
  shares.spend(tenantId, performance.now() - begun);
  return result;
}
