import type { SqlDriverAdapter, SqlQueryable, Transaction } from "@prisma/driver-adapter-utils";
import { TenancyError } from "../errors";
import type { TenantRecord } from "../registry";
import { nameOf } from "../tenant-states";

/** A read-only connection to a tenant that is being moved: what it refuses to write, it refuses as `tenant_moving`. */
export function movingAdapter(adapter: SqlDriverAdapter, record: TenantRecord): SqlDriverAdapter {
  const refused = () =>
    new TenancyError(
      "tenant_moving",
      `Tenant ${nameOf(record)} is being moved and cannot be written to for a moment. It can be read. Try again soon.`,
    );
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    ...asking(adapter, refused),
    executeScript: (script) => naming(adapter.executeScript(script), refused),
    async startTransaction(isolationLevel) {
      return movingTransaction(await naming(adapter.startTransaction(isolationLevel), refused), refused);
    },
    getConnectionInfo: adapter.getConnectionInfo?.bind(adapter),
    dispose: () => adapter.dispose(),
  };
}

function movingTransaction(transaction: Transaction, refused: () => TenancyError): Transaction {
  return {
    provider: transaction.provider,
    adapterName: transaction.adapterName,
    options: transaction.options,
    ...asking(transaction, refused),
    commit: () => naming(transaction.commit(), refused),
    rollback: () => transaction.rollback(),
    createSavepoint: transaction.createSavepoint?.bind(transaction),
    rollbackToSavepoint: transaction.rollbackToSavepoint?.bind(transaction),
    releaseSavepoint: transaction.releaseSavepoint?.bind(transaction),
  };
}

function asking(
  queryable: SqlQueryable,
  refused: () => TenancyError,
): Pick<SqlQueryable, "queryRaw" | "executeRaw"> {
  return {
    queryRaw: (query) => naming(queryable.queryRaw(query), refused),
    executeRaw: (query) => naming(queryable.executeRaw(query), refused),
  };
}

async function naming<T>(work: Promise<T>, refused: () => TenancyError): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isReadOnlyError(error)) throw Object.assign(refused(), { cause: error });
    throw error;
  }
}

// SQLite's code for a connection that only reads, PostgreSQL's for such a transaction.
const readOnlyCodes: readonly unknown[] = ["SQLITE_READONLY", "25006"];

function isReadOnlyError(error: unknown): boolean {
  if (!(error instanceof Error) || typeof error.cause !== "object" || error.cause === null) return false;
  return "originalCode" in error.cause && readOnlyCodes.includes(error.cause.originalCode);
}
