import type {
  ConnectionInfo,
  IsolationLevel,
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  SqlResultSet,
  Transaction,
} from "@prisma/driver-adapter-utils";
import type { ConnectionPool, Lease, Opened } from "./connection-pool";

type Provider = SqlDriverAdapterFactory["provider"];

export interface PooledAdapterOptions {
  pool: ConnectionPool;
  tenantId: string;
  provider: Provider;
  /** What a client has to know of the connection before there is one, such as the schema of its tables. */
  connectionInfo?: ConnectionInfo;
  /** Opens the tenant's connection, or refuses to. Asked every time there is none. */
  open: () => Promise<Opened>;
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

  async queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    const lease = this.#leaseNow() ?? (await this.#lease());
    try {
      return await lease.adapter.queryRaw(query);
    } finally {
      lease.release();
    }
  }

  async executeRaw(query: SqlQuery): Promise<number> {
    const lease = this.#leaseNow() ?? (await this.#lease());
    try {
      return await lease.adapter.executeRaw(query);
    } finally {
      lease.release();
    }
  }

  async executeScript(script: string): Promise<void> {
    const lease = await this.#lease();
    try {
      await lease.adapter.executeScript(script);
    } finally {
      lease.release();
    }
  }

  async startTransaction(isolationLevel?: IsolationLevel): Promise<Transaction> {
    const lease = await this.#lease();
    try {
      return borrowed(await lease.adapter.startTransaction(isolationLevel), lease);
    } catch (error) {
      lease.release();
      throw error;
    }
  }

  /** Nothing to dispose of: the pool closes connections. */
  async dispose(): Promise<void> {}

  // The common case, an open connection, costs no turn of the event loop.
  #leaseNow(): Lease | null {
    return this.#options.pool.acquireNow(this.#options.tenantId);
  }

  #lease(): Promise<Lease> {
    const { pool, tenantId, open } = this.#options;
    return pool.acquire(tenantId, open);
  }
}

/** The same transaction, which gives the connection back at its end. */
function borrowed(transaction: Transaction, lease: Lease): Transaction {
  return {
    provider: transaction.provider,
    adapterName,
    options: transaction.options,
    queryRaw: (query) => transaction.queryRaw(query),
    executeRaw: (query) => transaction.executeRaw(query),
    commit: () => transaction.commit().finally(lease.release),
    rollback: () => transaction.rollback().finally(lease.release),
    createSavepoint: transaction.createSavepoint?.bind(transaction),
    rollbackToSavepoint: transaction.rollbackToSavepoint?.bind(transaction),
    releaseSavepoint: transaction.releaseSavepoint?.bind(transaction),
  };
}
