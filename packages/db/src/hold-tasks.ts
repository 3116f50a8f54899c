import type { TenantTx } from "./store/tenancy";

/**
 * Has everybody else who changes these tasks, or comments on them, wait until this transaction ends. On SQLite a
 * transaction is alone from its first statement.
 */
export async function holdTasks(tx: TenantTx, ids: string[], engine: "sqlite" | "postgresql"): Promise<void> {
  if (engine === "sqlite") return;
  await tx.$queryRaw`SELECT id FROM tasks WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE`;
}
