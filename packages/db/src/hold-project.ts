import type { TenantTx } from "./store/tenancy";

/**
 * Has everybody else who adds or places tasks in a project wait until this transaction ends, so that what it reads of
 * their order still holds when it writes. On SQLite a transaction is alone from its first statement.
 */
export async function holdProject(
  tx: TenantTx,
  projectId: string,
  engine: "sqlite" | "postgresql",
): Promise<void> {
  if (engine === "sqlite") return;
  // An update that changes nothing would hold it as well, but tell its readers that it had changed.
  await tx.$queryRaw`SELECT id FROM projects WHERE id = ${projectId} FOR NO KEY UPDATE`;
}
