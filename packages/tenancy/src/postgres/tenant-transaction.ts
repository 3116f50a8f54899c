import {
  DriverAdapterError,
  type IsolationLevel,
  type SqlQuery,
  type SqlQueryable,
  type SqlResultSet,
  type Transaction,
} from "@prisma/driver-adapter-utils";
import { TenancyError } from "../errors";
import { quoteName } from "./names";
import { openQueryDoor } from "./query-door";
import { leavesNothingBehind, sendQuery } from "./send-query";
import { isRefusal } from "./server-errors";
import type { LentClient } from "./server-pool";
import type { RowsQuery, RowsResult, Statement } from "./statement";
import { postgresAdapterName, type TenantBinding } from "./tenant-binding";

const beginnings: Partial<Record<IsolationLevel, string>> = {
  "READ UNCOMMITTED": "BEGIN ISOLATION LEVEL READ UNCOMMITTED",
  "READ COMMITTED": "BEGIN ISOLATION LEVEL READ COMMITTED",
  "REPEATABLE READ": "BEGIN ISOLATION LEVEL REPEATABLE READ",
  SERIALIZABLE: "BEGIN ISOLATION LEVEL SERIALIZABLE",
};

/**
 * Takes a connection for a transaction. BEGIN and the tenant's context travel with the first statement, so
 * that they cost no round trip of their own. Throws `pool_timeout`.
 */
export async function startTenantTransaction(
  binding: TenantBinding,
  isolationLevel: IsolationLevel | undefined,
): Promise<Transaction> {
  const begin = isolationLevel === undefined ? "BEGIN" : beginnings[isolationLevel];
  if (begin === undefined) {
    throw new DriverAdapterError({ kind: "InvalidIsolationLevel", level: String(isolationLevel) });
  }
  const context = await binding.context();
  const session = new TransactionSession(
    [{ text: begin }, ...context],
    await binding.pool.lend(binding.tenantId),
    () => binding.claim(),
  );
  const door = await openQueryDoor(async (query) =>
    binding.answer(await session.run({ ...query, text: binding.prepare(query.text) })),
  );
  return new TenantTransaction(session, door);
}

/** A connection for as long as a transaction has it, and where the transaction stands. */
class TransactionSession {
  #opening: readonly Statement[] | null;
  readonly #lent: LentClient;
  readonly #claim: () => void;
  #state: "open" | "ended" | "lost" = "open";
  #tainted = false;

  constructor(opening: readonly Statement[], lent: LentClient, claim: () => void) {
    this.#opening = opening;
    this.#lent = lent;
    this.#claim = claim;
  }

  /** One statement of the tenant's. */
  async run(query: RowsQuery): Promise<RowsResult> {
    this.#claim();
    this.#tainted ||= !leavesNothingBehind(query.text);
    const result = await this.#send(query);
    // The context ended together with the transaction: what follows would be refused, or mean something else.
    if (this.#lent.client.getTransactionStatus() !== "T") throw this.#lose();
    return result;
  }

  /** A statement of the engine's own, such as a savepoint. */
  async control(text: string): Promise<void> {
    await this.#send({ text });
  }

  /** Commits, and lets go of the connection however that ends. */
  async commit(): Promise<void> {
    if (this.#untouched) return this.#end();
    try {
      this.#claim();
      const { command } = await this.#send({ text: "COMMIT" });
      // To the COMMIT of a transaction in which a statement failed, the server answers ROLLBACK, without error.
      if (command !== "COMMIT") throw lost("A statement in it failed, so it was rolled back, not committed.");
    } finally {
      this.#end();
    }
  }

  /** Rolls back, and lets go of the connection however that ends. */
  async rollback(): Promise<void> {
    // Nothing reached the server, or the connection broke and took the transaction with it.
    if (this.#untouched || this.#state !== "open") return this.#end();
    try {
      await this.#send({ text: "ROLLBACK" });
    } finally {
      this.#end();
    }
  }

  get #untouched(): boolean {
    return this.#state === "open" && this.#opening !== null;
  }

  async #send(query: RowsQuery): Promise<RowsResult> {
    if (this.#state !== "open") throw lost("Nothing more can be done in it.");
    const before = this.#opening ?? [];
    this.#opening = null;
    try {
      return await sendQuery(this.#lent, before, query);
    } catch (error) {
      if (!isRefusal(error)) this.#lose();
      throw error;
    }
  }

  #end(): void {
    if (this.#state !== "open") return;
    const doubtful = !this.#untouched && this.#lent.client.getTransactionStatus() !== "I";
    this.#state = "ended";
    this.#lent.release(doubtful || this.#tainted);
  }

  #lose(): TenancyError {
    this.#state = "lost";
    this.#lent.release(true);
    return lost("A statement ended it, or its connection broke.");
  }
}

function lost(reason: string): TenancyError {
  return new TenancyError("transaction_lost", `The transaction is over. ${reason} Start anew.`);
}

class TenantTransaction implements Transaction {
  readonly provider = "postgres";
  readonly adapterName = postgresAdapterName;
  // Prisma calls commit() and rollback() and sends no statement of its own, which would be told from a raw
  // COMMIT by nothing.
  readonly options = { usePhantomQuery: true };
  readonly #session: TransactionSession;
  readonly #door: SqlQueryable;

  constructor(session: TransactionSession, door: SqlQueryable) {
    this.#session = session;
    this.#door = door;
  }

  queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.#door.queryRaw(query);
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.#door.executeRaw(query);
  }

  commit(): Promise<void> {
    return convertingErrors(this.#session.commit());
  }

  rollback(): Promise<void> {
    return convertingErrors(this.#session.rollback());
  }

  createSavepoint(name: string): Promise<void> {
    return this.#control(`SAVEPOINT ${quoteName(name)}`);
  }

  rollbackToSavepoint(name: string): Promise<void> {
    return this.#control(`ROLLBACK TO SAVEPOINT ${quoteName(name)}`);
  }

  releaseSavepoint(name: string): Promise<void> {
    return this.#control(`RELEASE SAVEPOINT ${quoteName(name)}`);
  }

  async #control(text: string): Promise<void> {
    await convertingErrors(this.#session.control(text));
  }
}

/** As `work`, failing with errors in the shape that Prisma knows. */
async function convertingErrors<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const door = await openQueryDoor(() => Promise.reject(error));
    await door.executeRaw({ sql: "", args: [], argTypes: [] });
    throw error;
  }
}
