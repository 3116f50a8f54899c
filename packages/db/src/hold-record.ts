import type { TenantTx } from "./store/tenancy";

/** Tables of records that somebody may change on the condition that nobody else did meanwhile. */
export type HeldTable =
  | "projects"
  | "tasks"
  | "comments"
  | "labels"
  | "webhooks"
  | "company_settings"
  | "trash";

/**
 * Has everybody else who changes a record wait until this transaction ends, so that what it reads of it still holds when
 * it writes. On SQLite a transaction is alone from its first statement.
 */
export async function holdRecord(
  tx: TenantTx,
  table: HeldTable,
  id: string,
  engine: "sqlite" | "postgresql",
): Promise<void> {
  if (engine === "postgresql") await statements[table](tx, id);
}

// Written out: a table's name cannot be a parameter.
const statements: Record<HeldTable, (tx: TenantTx, id: string) => Promise<unknown>> = {
  projects: (tx, id) => tx.$queryRaw`SELECT id FROM projects WHERE id = ${id} FOR NO KEY UPDATE`,
  tasks: (tx, id) => tx.$queryRaw`SELECT id FROM tasks WHERE id = ${id} FOR NO KEY UPDATE`,
  comments: (tx, id) => tx.$queryRaw`SELECT id FROM comments WHERE id = ${id} FOR NO KEY UPDATE`,
  labels: (tx, id) => tx.$queryRaw`SELECT id FROM labels WHERE id = ${id} FOR NO KEY UPDATE`,
  company_settings: (tx, id) =>
    tx.$queryRaw`SELECT id FROM company_settings WHERE id = ${id} FOR NO KEY UPDATE`,
  trash: (tx, id) => tx.$queryRaw`SELECT id FROM trash WHERE id = ${id} FOR UPDATE`,
  webhooks: (tx, id) => tx.$queryRaw`SELECT id FROM webhooks WHERE id = ${id} FOR NO KEY UPDATE`,
};
