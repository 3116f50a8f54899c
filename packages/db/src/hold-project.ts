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

/**
 * Has everybody else who changes a project wait until this transaction ends, and whoever changes its tasks, adds one,
 * comments on one or removes one from the trash: nothing in it can change between being read and being removed. On SQLite a transaction is alone from
 * its first statement.
 */
export async function holdProjectWhole(
  tx: TenantTx,
  projectId: string,
  engine: "sqlite" | "postgresql",
): Promise<void> {
  if (engine === "sqlite") return;
  await tx.$queryRaw`SELECT id FROM projects WHERE id = ${projectId} FOR UPDATE`;
  // Counted, so that no id of a large project is sent here for nothing.
  await tx.$queryRaw`
    SELECT count(*)::int AS held
      FROM (SELECT id FROM tasks WHERE project_id = ${projectId} ORDER BY id FOR UPDATE) AS tasks`;
  await tx.$queryRaw`SELECT id FROM trash WHERE project_id = ${projectId} ORDER BY id FOR UPDATE`;
}
