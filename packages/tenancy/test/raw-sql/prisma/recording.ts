import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQueryable,
  Transaction,
} from "@prisma/driver-adapter-utils";

/** The same adapter, which tells of every statement before it is sent. What `onStatement` throws stops it. */
export function recording(
  factory: SqlDriverAdapterFactory,
  onStatement: (sql: string) => void,
): SqlDriverAdapterFactory {
  const { provider, adapterName } = factory;
  return {
    provider,
    adapterName,
    connect: async () => recordingAdapter(await factory.connect(), onStatement),
  };
}

function recordingAdapter(adapter: SqlDriverAdapter, onStatement: (sql: string) => void): SqlDriverAdapter {
  return {
    ...statementsOf(adapter, onStatement),
    executeScript: (script) => adapter.executeScript(script),
    dispose: () => adapter.dispose(),
    getConnectionInfo: adapter.getConnectionInfo?.bind(adapter),
    startTransaction: async (level) =>
      recordingTransaction(await adapter.startTransaction(level), onStatement),
  };
}

function recordingTransaction(transaction: Transaction, onStatement: (sql: string) => void): Transaction {
  return {
    ...statementsOf(transaction, onStatement),
    options: transaction.options,
    commit: () => transaction.commit(),
    rollback: () => transaction.rollback(),
    createSavepoint: transaction.createSavepoint?.bind(transaction),
    rollbackToSavepoint: transaction.rollbackToSavepoint?.bind(transaction),
    releaseSavepoint: transaction.releaseSavepoint?.bind(transaction),
  };
}

function statementsOf(queryable: SqlQueryable, onStatement: (sql: string) => void): SqlQueryable {
  return {
    provider: queryable.provider,
    adapterName: queryable.adapterName,
    queryRaw: async (query) => {
      onStatement(query.sql);
      return queryable.queryRaw(query);
    },
    executeRaw: async (query) => {
      onStatement(query.sql);
      return queryable.executeRaw(query);
    },
  };
}
