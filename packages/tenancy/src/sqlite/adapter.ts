import {
  DriverAdapterError,
  type IsolationLevel,
  type SqlDriverAdapter,
  type SqlQuery,
  type SqlResultSet,
  type Transaction,
} from "@prisma/driver-adapter-utils";
import { TenancyError } from "../errors";
import { assertTenantStatement } from "../sql/guard";
import { refusal } from "../sql/refusal";
import { driverArguments } from "./arguments";
import { toPrismaError } from "./driver-error";
import type { SqliteDatabase } from "./open-database";
import { quoted } from "./quoted";
import { readRows } from "./read-rows";
import { Statements } from "./statements";
import { Turns } from "./turns";

export const sqliteAdapterName = "@acre/tenancy/sqlite";

export interface SqliteAdapterOptions {
  /** How many prepared statements to keep; 64 unless said. */
  statements?: number;
  /**
   * What callers may send. `contained` unless said: what reads and writes rows, and nothing that reaches
   * another file or changes the schema (`statement_refused`). `unrestricted` is for tools and tests that hold
   * no tenant.
   */
  rawSql?: "contained" | "unrestricted";
  /** Asked right before each statement and commit, when all waiting is over; what it throws, the caller meets. */
  claim?: () => void;
}

/**
 * Prisma's driver adapter over one open SQLite connection, which it owns: `dispose` closes it.
 *
 * Statements stay prepared. An open transaction has the connection to itself: everything else waits for its
 * end, in order of arrival. Transactions begin IMMEDIATE, so they never fail half-way for want of the lock.
 * A transaction that waits for a query outside of itself waits for ever; Prisma's transaction timeout ends it.
 */
export function createSqliteAdapter(
  db: SqliteDatabase,
  options: SqliteAdapterOptions = {},
): SqlDriverAdapter {
  const contained = options.rawSql !== "unrestricted";
  const statements = new Statements(db, options.statements ?? 64, contained ? assertContained : undefined);
  return new SqliteAdapter(db, statements, contained, options.claim ?? (() => {}));
}

function assertContained(sql: string): void {
  assertTenantStatement(sql, "sqlite");
}

class SqliteAdapter implements SqlDriverAdapter {
  readonly provider = "sqlite";
  readonly adapterName = sqliteAdapterName;
  readonly #db: SqliteDatabase;
  readonly #statements: Statements;
  readonly #contained: boolean;
  readonly #claim: () => void;
  readonly #turns = new Turns();

  constructor(db: SqliteDatabase, statements: Statements, contained: boolean, claim: () => void) {
    this.#db = db;
    this.#statements = statements;
    this.#contained = contained;
    this.#claim = claim;
  }

  queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.#alone(() => queryRaw(this.#statements, query));
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.#alone(() => executeRaw(this.#statements, query));
  }

  executeScript(script: string): Promise<void> {
    return this.#alone(() => {
      if (this.#contained) throw refusal("A script", "The schema changes through a migration.");
      this.#statements.clear();
      this.#db.exec(script);
    });
  }

  async startTransaction(isolationLevel?: IsolationLevel): Promise<Transaction> {
    if (isolationLevel !== undefined && isolationLevel !== "SERIALIZABLE") {
      throw new DriverAdapterError({ kind: "InvalidIsolationLevel", level: isolationLevel });
    }
    await this.#turns.take();
    try {
      this.#claim();
      this.#statements.runOwn("BEGIN IMMEDIATE");
    } catch (error) {
      this.#turns.done();
      throw toPrismaError(error);
    }
    return new SqliteTransaction(this.#db, this.#statements, this.#claim, () => this.#turns.done());
  }

  /** Closes the connection, at once unless a transaction is open. */
  async dispose(): Promise<void> {
    if (!this.#turns.free) await this.#turns.take();
    this.#statements.clear();
    this.#db.close();
  }

  // The driver is synchronous, so a single statement needs no turn of its own when no transaction is open.
  async #alone<T>(work: () => T): Promise<T> {
    if (this.#turns.free) return this.#outsideTransactions(work);
    await this.#turns.take();
    try {
      return this.#outsideTransactions(work);
    } finally {
      this.#turns.done();
    }
  }

  #outsideTransactions<T>(work: () => T): T {
    try {
      this.#claim();
      return work();
    } catch (error) {
      throw toPrismaError(error);
    } finally {
      this.#refuseOpenTransaction();
    }
  }

  // A BEGIN sent as raw SQL would quietly take in the statements of everyone who comes after.
  #refuseOpenTransaction(): void {
    if (!this.#db.inTransaction) return;
    this.#db.exec("ROLLBACK");
    throw new TenancyError(
      "transaction_left_open",
      "A raw statement opened a transaction and left it open; it was rolled back. Use $transaction.",
    );
  }
}

class SqliteTransaction implements Transaction {
  readonly provider = "sqlite";
  readonly adapterName = sqliteAdapterName;
  // Prisma sends no COMMIT or ROLLBACK as a statement, so that one which arrives as such is a caller's.
  readonly options = { usePhantomQuery: true };
  readonly #db: SqliteDatabase;
  readonly #statements: Statements;
  readonly #claim: () => void;
  #release: (() => void) | null;

  constructor(db: SqliteDatabase, statements: Statements, claim: () => void, release: () => void) {
    this.#db = db;
    this.#statements = statements;
    this.#claim = claim;
    this.#release = release;
  }

  async queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    this.#assertOpen();
    return this.#run(() => queryRaw(this.#statements, query));
  }

  async executeRaw(query: SqlQuery): Promise<number> {
    this.#assertOpen();
    return this.#run(() => executeRaw(this.#statements, query));
  }

  /** Throws what kept it from being committed, in which case all of it is rolled back. */
  async commit(): Promise<void> {
    try {
      this.#assertOpen();
      this.#run(() => this.#statements.runOwn("COMMIT"));
    } finally {
      this.#end();
    }
  }

  /** SQLite ends a transaction by itself on some errors (a full disk); rolling it back again is no mistake. */
  async rollback(): Promise<void> {
    this.#end();
  }

  async createSavepoint(name: string): Promise<void> {
    this.#execOwn(`SAVEPOINT ${quoted(name)}`);
  }

  async rollbackToSavepoint(name: string): Promise<void> {
    this.#execOwn(`ROLLBACK TO ${quoted(name)}`);
  }

  async releaseSavepoint(name: string): Promise<void> {
    this.#execOwn(`RELEASE ${quoted(name)}`);
  }

  #execOwn(sql: string): void {
    this.#assertOpen();
    this.#run(() => this.#db.exec(sql));
  }

  #run<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw toPrismaError(error);
    }
  }

  // After its end the connection belongs to others; and once SQLite gave the transaction up, what follows
  // would be committed statement by statement.
  #assertOpen(): void {
    this.#claim();
    if (this.#release !== null && this.#db.inTransaction) return;
    throw new TenancyError(
      "transaction_lost",
      "The transaction is over; nothing more can be done in it. Start anew.",
    );
  }

  // Also after a COMMIT that failed, with the transaction still open.
  #end(): void {
    const release = this.#release;
    if (release === null) return;
    this.#release = null;
    try {
      if (this.#db.inTransaction) this.#statements.runOwn("ROLLBACK");
    } finally {
      release();
    }
  }
}

function queryRaw(statements: Statements, query: SqlQuery): SqlResultSet {
  const prepared = statements.get(query.sql);
  const args = driverArguments(query);
  if (prepared.statement.reader) return readRows(prepared, args);
  prepared.statement.run(args);
  return { columnNames: [], columnTypes: [], rows: [] };
}

function executeRaw(statements: Statements, query: SqlQuery): number {
  return statements.get(query.sql).statement.run(driverArguments(query)).changes;
}
