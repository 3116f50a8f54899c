import pg from "pg";
import { TenancyError } from "../errors";
import { hasState } from "./server-errors";
import { type RowsResult, type Statement, sendTogether } from "./statement";

/** The owner's connections, for making and changing places and for nothing that a tenant asks. */
export class Owner {
  readonly #url: string;
  readonly #pool: pg.Pool;

  constructor(url: string, maxConnections = 3) {
    this.#url = url;
    this.#pool = new pg.Pool({
      connectionString: url,
      max: maxConnections,
      idleTimeoutMillis: 10_000,
      connectionTimeoutMillis: 10_000,
      application_name: "acre owner",
      // What waits for an owner is a start or a sign-up; none of them should keep a process alive.
      allowExitOnIdle: true,
    });
    this.#pool.on("error", ignore);
    this.#pool.on("connect", (client) => client.on("error", ignore));
  }

  /** Runs `work` in one transaction. Throws what it throws, and `right_missing` where the server refuses a right. */
  async transaction<T>(work: (session: OwnerSession) => Promise<T>): Promise<T> {
    return this.#lend(async (client) => {
      const session = new OwnerSession(client);
      const result = await work(session);
      await session.send({ text: "COMMIT" });
      return result;
    });
  }

  /** One statement, which is a transaction by itself, in one round trip. Throws as `transaction` does. */
  async query(text: string, values: readonly string[] = []): Promise<RowsResult> {
    return this.#lend((client) => sendTogether(client, [], { text, values: [...values] }));
  }

  /** Lends a connection; it is used again if nothing is open on it when `work` is done. */
  async #lend<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let doubtful = true;
    try {
      const result = await work(client);
      doubtful = client.getTransactionStatus() !== "I";
      return result;
    } catch (error) {
      doubtful = !(await rolledBack(client));
      throw explained(error);
    } finally {
      client.release(doubtful);
    }
  }

  /**
   * A connection beyond the pool's for work that takes long, so that a start or a sign-up need not wait for it. The
   * caller ends it, which undoes what was not committed.
   */
  async separate(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#url,
      connectionTimeoutMillis: 10_000,
      application_name: "acre owner",
    });
    client.on("error", ignore);
    await client.connect();
    return client;
  }

  async end(): Promise<void> {
    if (!this.#pool.ending) await this.#pool.end();
  }
}

/** A transaction of the owner's. It begins with the first statement. */
export class OwnerSession {
  readonly #client: pg.ClientBase;
  #pending: Statement[];

  constructor(client: pg.ClientBase, begin = "BEGIN") {
    this.#client = client;
    this.#pending = [{ text: begin }];
  }

  /** Has statements that return no rows sent before the next one, in the same round trip. */
  queue(...statements: Statement[]): void {
    this.#pending.push(...statements);
  }

  /** Sends what is queued and then `statement`, and returns the latter's result. */
  async send(statement: Statement): Promise<RowsResult> {
    const before = this.#pending;
    this.#pending = [];
    const { text, values = [] } = statement;
    return sendTogether(this.#client, before, { text, values: [...values] });
  }

  /** Sends what is queued, if anything is. */
  async flush(): Promise<void> {
    const last = this.#pending.pop();
    if (last !== undefined) await this.send(last);
  }
}

/** Ends the transaction that is open on a connection, if one is; false where that is in doubt. */
export async function rolledBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await sendTogether(client, [], { text: "ROLLBACK" });
    return client.getTransactionStatus() === "I";
  } catch {
    return false;
  }
}

function explained(error: unknown): unknown {
  if (!hasState(error, "42501")) return error;
  return new TenancyError(
    "right_missing",
    `The owner's login (DATABASE_URL) lacks a right: ${error.message}. It has to own the database and everything that this engine made in it; as a superuser: ALTER DATABASE <name> OWNER TO <login>.`,
    { cause: error },
  );
}

function ignore(): void {}
