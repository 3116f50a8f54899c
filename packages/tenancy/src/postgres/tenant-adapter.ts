import type {
  ConnectionInfo,
  IsolationLevel,
  SqlDriverAdapter,
  SqlQuery,
  SqlQueryable,
  SqlResultSet,
  Transaction,
} from "@prisma/driver-adapter-utils";
import { TenancyError } from "../errors";
import { rolledBack } from "./owner";
import { openQueryDoor } from "./query-door";
import { isContextRefused, isStalePlan, leavesNothingBehind, sendQuery } from "./send-query";
import { isRefusal } from "./server-errors";
import type { RowsQuery, RowsResult } from "./statement";
import { postgresAdapterName, type TenantBinding } from "./tenant-binding";
import { startTenantTransaction } from "./tenant-transaction";

/**
 * Prisma's driver adapter for one tenant on a shared server. It holds no connection: each statement takes one
 * from the server's pool and takes the tenant's signed context with it, in the same round trip.
 */
export async function createTenantAdapter(
  binding: TenantBinding,
  info: ConnectionInfo,
): Promise<SqlDriverAdapter> {
  const door = await openQueryDoor((query) => runAlone(binding, query));
  return new TenantAdapter(binding, info, door);
}

class TenantAdapter implements SqlDriverAdapter {
  readonly provider = "postgres";
  readonly adapterName = postgresAdapterName;
  readonly #binding: TenantBinding;
  readonly #info: ConnectionInfo;
  readonly #door: SqlQueryable;

  constructor(binding: TenantBinding, info: ConnectionInfo, door: SqlQueryable) {
    this.#binding = binding;
    this.#info = info;
    this.#door = door;
  }

  queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.#door.queryRaw(query);
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.#door.executeRaw(query);
  }

  async executeScript(): Promise<void> {
    throw new TenancyError(
      "statement_refused",
      "Scripts change schemas, and a tenant's handle may not. Write a migration.",
    );
  }

  startTransaction(isolationLevel?: IsolationLevel): Promise<Transaction> {
    return startTenantTransaction(this.#binding, isolationLevel);
  }

  getConnectionInfo(): ConnectionInfo {
    return this.#info;
  }

  /** Nothing to dispose of: the connections are the server pool's. */
  async dispose(): Promise<void> {}
}

async function runAlone(binding: TenantBinding, query: RowsQuery): Promise<RowsResult> {
  const prepared = { ...query, text: binding.prepare(query.text) };
  try {
    return await runOnce(binding, prepared);
  } catch (error) {
    // Refused before it began, for a reason that is gone the next time.
    if (isStalePlan(error) || (isContextRefused(error) && (await binding.renew())))
      return runOnce(binding, prepared);
    throw error;
  }
}

async function runOnce(binding: TenantBinding, query: RowsQuery): Promise<RowsResult> {
  const context = await binding.context();
  const { before, after } = binding.around;
  const lent = await binding.pool.lend(binding.tenantId);
  let sound = false;
  try {
    binding.claim();
    const result = await sendQuery(lent, [...before, ...context], query, after);
    sound = lent.client.getTransactionStatus() === "I";
    if (!sound) throw leftOpen();
    return binding.answer(result);
  } catch (error) {
    // After a refusal the server has undone the statement and its settings, and is ready for the next; a transaction
    // that was begun for it is still to be ended.
    sound = isRefusal(error) && (before.length === 0 || (await rolledBack(lent.client)));
    throw error;
  } finally {
    lent.release(!sound || !leavesNothingBehind(query.text));
  }
}

function leftOpen(): TenancyError {
  return new TenancyError(
    "transaction_left_open",
    "A raw statement opened a transaction and left it open; it was rolled back. Use $transaction.",
  );
}
