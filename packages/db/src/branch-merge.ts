import { type MergedBranchPlan, type Run, TenancyError } from "@acre/tenancy";
import type { CatalogTx } from "./store/catalog";

/**
 * Notes that a branch is being merged, from when on every process that opens the installation takes tenants through its
 * migrations. Nothing, for one that is already.
 * @throws TenancyError `run_of_another_version` for a branch that is gone, or was given more migrations since it was read
 */
export async function beginMerge(tx: CatalogTx, { id, migrations }: MergedBranchPlan): Promise<void> {
  await tx.branch.updateMany({ where: { id, status: "open" }, data: { status: "merging" } });
  const same = await tx.branch.count({
    where: { id, migrations: { none: { name: { notIn: [...migrations] } } } },
  });
  if (same === 1) return;
  throw new TenancyError(
    "run_of_another_version",
    "The branch was changed while its merge was prepared, and nothing was done. Merge it again.",
  );
}

/**
 * Puts a branch whose run was cancelled back to be open, so that nobody is taken through it any more. Where some tenant
 * has its changes, or may have, that would make those tenants unknown: it stays as it is, and the run says what to do.
 */
export async function leaveMerge(
  tx: CatalogTx,
  run: Run,
  { id, migrations }: MergedBranchPlan,
): Promise<void> {
  if (!(await mayBeThere(tx, run, { id, migrations }))) {
    await tx.branch.updateMany({ where: { id, status: "merging" }, data: { status: "open" } });
    return;
  }
  const branch = await tx.branch.findUnique({ where: { id }, select: { name: true } });
  const lastError = `It was cancelled. Some tenants have the changes of branch ${branch?.name ?? id} already, or may have, so it is being merged still, and the next start brings them to everyone. To go on in waves: acre branch merge ${branch?.name ?? id}`;
  await tx.migrationRun.update({ where: { id: run.id }, data: { lastError } });
}

/** Whether a tenant has been through some of a branch's migrations, or nobody knows that it has not. */
async function mayBeThere(tx: CatalogTx, run: Run, { id, migrations }: MergedBranchPlan): Promise<boolean> {
  // Made meanwhile, by a process that was started since the merge began.
  const current = Object.entries(run.target).map(([datasource, schemaVersion]) => ({
    datasource,
    schemaVersion,
  }));
  if ((await tx.tenant.count({ where: { previewOf: null, OR: current } })) > 0) return true;
  // Besides those that were migrated, in this run or in one before: those whose process was killed before it noted what
  // became of them, and those in files that failed, where each migration is a transaction and the first may have gone well.
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    SELECT r.tenant_id AS id
      FROM migration_run_tenants r
      JOIN migration_runs m ON m.id = r.run_id
      JOIN tenants t ON t.id = r.tenant_id
     WHERE m.plan LIKE ${`%"branch":{"id":"${id}"%`} AND (
       r.status = 'migrated'
       OR (r.status = 'failed' AND t.isolation = 'database' AND CAST(${migrations.length} AS INTEGER) > 1)
       OR (r.status = 'pending' AND t.isolation = 'row' AND r.wave <= m.wave)
       OR (r.status = 'pending' AND EXISTS (
         SELECT 1 FROM tenant_operations o
          WHERE o.tenant_id = r.tenant_id AND o.kind = 'migrate'
            AND o.created_at >= m.created_at AND o.created_at <= m.finished_at)))
     LIMIT 1`;
  return found !== undefined;
}
