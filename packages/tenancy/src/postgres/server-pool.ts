import pg from "pg";
import { FairSlots } from "./fair-slots";
import { PreparedStatements } from "./prepared-statements";

export interface ServerPoolOptions {
  /** Where and as whom to connect: the app's login, which owns nothing. */
  url: string;
  /** Connections to the server in all; 20 unless said. */
  maxConnections?: number;
  /** Connections that one tenant can hold at once; half of all unless said. */
  maxConnectionsPerTenant?: number;
  /** How long a query waits for a connection, in milliseconds; 10,000 unless said. */
  waitMs?: number;
  /**
   * Statements that each connection keeps prepared; 100 unless said. 0 for none, as behind a pooler in transaction
   * mode; one that is noticed turns it off.
   */
  preparedStatements?: number;
  /** When an unused connection is closed, in milliseconds; 30,000 unless said. */
  idleMs?: number;
  /** The process's name among others, by which they can end its connections: see `CoordinationOptions.processId`. */
  processId?: string;
}

/** What the server shows as the name of a process's connections. */
export function applicationName(processId: string | undefined): string {
  return processId === undefined ? "acre" : `acre ${processId}`;
}

/** How busy a server's connections are. */
export interface PoolGauges {
  open: number;
  inUse: number;
  /** Queries and transactions that wait for a connection. */
  waiting: number;
}

/** A connection lent out. */
export interface LentClient {
  readonly client: pg.PoolClient;
  /** What the connection keeps prepared; null where nothing may be. */
  readonly statements: PreparedStatements | null;
  /** Gives it back, to be closed if its state is in doubt. A second call does nothing. */
  release(doubtful: boolean): void;
}

/**
 * The connections to one server, shared by its tenants. A connection belongs to nobody: whoever sends a
 * statement sends its tenant's context along, so that it does not matter who had the connection before.
 */
export class ServerPool {
  readonly #pool: pg.Pool;
  readonly #slots: FairSlots;
  readonly #statements = new WeakMap<pg.ClientBase, PreparedStatements>();
  #keptStatements: number;

  constructor(options: ServerPoolOptions) {
    const total = options.maxConnections ?? 20;
    const waitMs = options.waitMs ?? 10_000;
    this.#keptStatements = options.preparedStatements ?? 100;
    this.#slots = new FairSlots({
      total,
      perKey: options.maxConnectionsPerTenant ?? Math.ceil(total / 2),
      waitMs,
    });
    this.#pool = new pg.Pool({
      connectionString: options.url,
      max: total,
      idleTimeoutMillis: options.idleMs ?? 30_000,
      connectionTimeoutMillis: waitMs,
      application_name: applicationName(options.processId),
    });
    // A connection that dies while nobody uses it is replaced by the next query; without a listener Node exits.
    this.#pool.on("error", ignore);
    // One that dies in use fails the query that is using it; the event tells nothing more.
    this.#pool.on("connect", (client) => client.on("error", ignore));
  }

  /** Lends a connection for a tenant. Throws `pool_timeout`, and what connecting throws. */
  async lend(tenantId: string): Promise<LentClient> {
    if (!this.#slots.takeNow(tenantId)) await this.#slots.take(tenantId);
    try {
      return this.#lent(tenantId, await this.#pool.connect());
    } catch (error) {
      this.#slots.give(tenantId);
      throw error;
    }
  }

  /** Whether connections keep statements prepared. */
  get keepsStatements(): boolean {
    return this.#keptStatements > 0;
  }

  /** Keeps no statements prepared from now on. */
  keepNoStatements(): void {
    this.#keptStatements = 0;
  }

  gauges(): PoolGauges {
    return { open: this.#pool.totalCount, inUse: this.#slots.inUse, waiting: this.#slots.waiting };
  }

  /** Closes all connections once they are given back. */
  async end(): Promise<void> {
    if (!this.#pool.ending) await this.#pool.end();
  }

  #lent(tenantId: string, client: pg.PoolClient): LentClient {
    let held = true;
    return {
      client,
      statements: this.#statementsOf(client),
      release: (doubtful) => {
        if (!held) return;
        held = false;
        client.release(doubtful);
        this.#slots.give(tenantId);
      },
    };
  }

  #statementsOf(client: pg.ClientBase): PreparedStatements | null {
    if (this.#keptStatements === 0) return null;
    const known = this.#statements.get(client);
    if (known !== undefined) return known;
    const made = new PreparedStatements(this.#keptStatements);
    this.#statements.set(client, made);
    return made;
  }
}

function ignore(): void {}
