import { randomUUID } from "node:crypto";
import {
  closingState,
  type FleetLedger,
  type Reopening,
  type Run,
  type RunPlan,
  runOpen,
  TenancyError,
  type TenantStatus,
} from "@acre/tenancy";
import { beginMerge, leaveMerge } from "./branch-merge";
import { isUniqueViolation } from "./errors";
import { addLagging, laggingWhere } from "./fleet-lagging";
import type { MigrationRun, MigrationRunTenant } from "./generated/catalog-sqlite/client";
import { tenantRecordOf } from "./registry";
import type { CatalogDb, CatalogTx } from "./store/catalog";

/** What `running` says of the one run that has not ended. */
const open = "open";

/** The tenancy engine's ledger of runs over the fleet, kept in the catalog. */
export function createFleetLedger(catalog: CatalogDb): FleetLedger {
  const { migrationRun, migrationRunTenant } = catalog;

  /** Changes a run as long as it is that process's. */
  async function change(
    tx: CatalogTx,
    { id, processId }: Run,
    data: Parameters<CatalogDb["migrationRun"]["updateMany"]>[0]["data"],
  ): Promise<void> {
    const { count } = await tx.migrationRun.updateMany({ where: { id, processId, running: open }, data });
    if (count === 1) return;
    throw new TenancyError(
      "lease_lost",
      `Run ${id} is another process's by now. Nothing more was done here.`,
    );
  }

  return {
    count: () => catalog.tenant.count({ where: { previewOf: null } }),
    async lagging(targets) {
      const groups = await catalog.tenant.groupBy({
        by: ["datasource", "schemaVersion"],
        where: laggingWhere(targets),
        _count: true,
      });
      return groups.map(({ _count, ...group }) => ({ ...group, tenants: _count }));
    },

    async begin({ processId, plan, targets, canaries }) {
      const target = Object.fromEntries(
        targets.map(({ datasource, schemaVersion }) => [datasource, schemaVersion]),
      );
      try {
        return await catalog.$transaction(async (tx) => {
          const run = await tx.migrationRun.create({
            data: {
              running: open,
              status: "running",
              processId,
              plan: JSON.stringify(plan),
              target: JSON.stringify(target),
            },
          });
          await addLagging(tx, run.id, targets, { waves: plan.waves, canaries });
          if (plan.branch) await beginMerge(tx, plan.branch);
          return runOf(run);
        });
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
        const other = await migrationRun.findUnique({ where: { running: open } });
        throw other ? runOpen(runOf(other)) : error;
      }
    },
    async open() {
      const run = await migrationRun.findUnique({ where: { running: open } });
      return run && runOf(run);
    },
    async latest() {
      const run = await migrationRun.findFirst({ orderBy: [{ createdAt: "desc" }, { id: "desc" }] });
      return run && runOf(run);
    },
    async hold({ id, processId }, next) {
      const { count } = await migrationRun.updateMany({
        where: { id, processId, running: open },
        data: { processId: next, status: "running" },
      });
      return count === 1;
    },
    async stop(run, status, lastError) {
      const waits = status === "paused";
      const ended = waits ? {} : { running: null, finishedAt: new Date() };
      const stopped = { status, lastError, processId: null, ...ended };
      const { branch } = run.plan;
      if (status !== "cancelled" || branch === undefined) return change(catalog, run, stopped);
      await catalog.$transaction(async (tx) => {
        await change(tx, run, stopped);
        await leaveMerge(tx, run, branch);
      });
    },
    reach: (run, wave) => change(catalog, run, { wave }),
    topUp: (run, targets, wave) =>
      catalog.$transaction(async (tx) => {
        await change(tx, run, { wave });
        return addLagging(tx, run.id, targets, { wave });
      }),
    async again({ id }, processId, wave) {
      try {
        return await catalog.$transaction(async (tx) => {
          const { count } = await tx.migrationRunTenant.updateMany({
            where: { runId: id, status: "failed" },
            data: { status: "pending", error: null, took: null, wave },
          });
          if (count === 0) return 0;
          await tx.migrationRun.update({
            where: { id },
            data: { running: open, status: "running", processId, wave, finishedAt: null, lastError: null },
          });
          return count;
        });
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
        const other = await migrationRun.findUnique({ where: { running: open } });
        throw other ? runOpen(runOf(other)) : error;
      }
    },

    async figures(runId) {
      const rows = await migrationRunTenant.groupBy({
        by: ["wave", "status"],
        where: { runId },
        _count: true,
        orderBy: [{ wave: "asc" }, { status: "asc" }],
      });
      return rows.map(({ wave, status, _count }) => ({ wave, status: statusOf(status), tenants: _count }));
    },
    async tenants(runId, { status, wave, after, limit }) {
      const rows = await migrationRunTenant.findMany({
        where: { runId, status, wave, ...(after === undefined ? {} : { tenantId: { gt: after } }) },
        orderBy: { tenantId: "asc" },
        take: limit,
      });
      return rows.map(runTenantOf);
    },

    async close(run, tenantIds) {
      return catalog.$transaction(async (tx) => {
        await change(tx, run, { status: "running" });
        const known = await tx.tenant.findMany({ where: { id: { in: [...tenantIds] } } });
        const settled = known.filter(({ status }) => status !== "provisioning" && status !== "deleting");
        const worked = await tx.tenantOperation.findMany({
          where: { running: { in: settled.map(({ id }) => id) } },
          select: { tenantId: true },
        });
        const busy = new Set(worked.map(({ tenantId }) => tenantId));
        const free = settled.filter(({ id }) => !busy.has(id)).map(tenantRecordOf);
        const operations = free.map((record) => ({
          record,
          operationId: randomUUID(),
          statusBefore: record.status,
        }));
        await tx.tenantOperation.createMany({
          data: operations.map(({ record: { id }, operationId, statusBefore }) => ({
            id: operationId,
            running: id,
            tenantId: id,
            kind: "migrate",
            step: "begin",
            state: closingState(statusBefore),
            processId: run.processId ?? "",
          })),
        });
        const begun: typeof known = [];
        for (const closedAs of ["suspended", "moving"] as const) {
          const ids = free.filter(({ status }) => during(status) === closedAs).map(({ id }) => id);
          if (ids.length === 0) continue;
          begun.push(
            ...(await tx.tenant.updateManyAndReturn({
              where: { id: { in: ids } },
              data: { status: closedAs, epoch: { increment: 1 } },
            })),
          );
        }
        const ids = begun.map(({ id }) => id);
        // A wish of an earlier epoch is one that a dead process left.
        await tx.tenantDrain.deleteMany({ where: { tenantId: { in: ids } } });
        await tx.drainAnswer.deleteMany({ where: { tenantId: { in: ids } } });
        await tx.tenantDrain.createMany({ data: begun.map(({ id, epoch }) => ({ tenantId: id, epoch })) });
        const records = new Map(begun.map((row) => [row.id, tenantRecordOf(row)]));
        const settledIds = new Set(settled.map(({ id }) => id));
        return {
          closed: operations.flatMap(({ record: { id }, ...operation }) => {
            const record = records.get(id);
            return record ? [{ ...operation, record }] : [];
          }),
          busy: [...busy],
          gone: tenantIds.filter((id) => !settledIds.has(id)),
        };
      });
    },
    async answers(closed) {
      const rows = await catalog.drainAnswer.findMany({
        where: { tenantId: { in: closed.map(({ record }) => record.id) } },
      });
      const epochs = new Map(closed.map(({ record: { id, epoch } }) => [id, epoch]));
      const answers = new Map<string, Set<string>>();
      for (const { tenantId, processId, epoch } of rows) {
        if (epoch < (epochs.get(tenantId) ?? 0)) continue;
        answers.set(tenantId, (answers.get(tenantId) ?? new Set()).add(processId));
      }
      return answers;
    },
    async reopen(run, reopenings) {
      if (reopenings.length === 0) return;
      await catalog.$transaction(async (tx) => {
        await change(tx, run, { status: "running" });
        await openTenants(tx, reopenings);
        await endOperations(tx, reopenings);
        await noteOutcomes(tx, run.id, reopenings);
      });
    },
    note: (run, tenantId, status, error) =>
      catalog.$transaction(async (tx) => {
        await change(tx, run, { status: "running" });
        await tx.migrationRunTenant.updateMany({
          where: { runId: run.id, tenantId },
          data: { status, error },
        });
      }),
    settleShared: (run, { wave, datasource }, outcome) =>
      catalog.$transaction(async (tx) => {
        await change(tx, run, { status: "running" });
        // The record first, as long as the run says which tenants are meant.
        if (outcome.kind === "migrated") {
          await tx.$executeRaw`
            UPDATE tenants SET schema_version = ${outcome.schemaVersion}
             WHERE isolation = 'row' AND datasource = ${datasource} AND id IN (
               SELECT tenant_id FROM migration_run_tenants
                WHERE run_id = ${run.id} AND status = 'pending' AND wave = ${wave})`;
        }
        return tx.$executeRaw`
          UPDATE migration_run_tenants
             SET status = ${outcome.kind}, took = ${outcome.took},
                 error = ${outcome.kind === "failed" ? outcome.error : null}
           WHERE run_id = ${run.id} AND status = 'pending' AND wave = ${wave} AND tenant_id IN (
             SELECT id FROM tenants WHERE isolation = 'row' AND datasource = ${datasource})`;
      }),
    async firstAt(runId, { wave, datasource }) {
      const [first] = await catalog.$queryRaw<{ id: string }[]>`
        SELECT t.id FROM migration_run_tenants r JOIN tenants t ON t.id = r.tenant_id
         WHERE r.run_id = ${runId} AND r.status = 'pending' AND r.wave = ${wave}
           AND t.isolation = 'row' AND t.datasource = ${datasource}
           AND t.status NOT IN ('provisioning', 'deleting')
         ORDER BY t.id LIMIT 1`;
      return first?.id ?? null;
    },
  };
}

function during(status: TenantStatus): "suspended" | "moving" {
  return status === "suspended" ? "suspended" : "moving";
}

// One that an earlier operation could not lead back is `moving`, and nothing is under way any more.
function after(status: TenantStatus): TenantStatus {
  return status === "moving" ? "active" : status;
}

/** Tenants that change alike, changed together, each only while its epoch is the one that closed it. */
async function openTenants(tx: CatalogTx, reopenings: readonly Reopening[]): Promise<void> {
  const alike = groupBy(reopenings, ({ closed: { statusBefore }, outcome }) =>
    JSON.stringify({
      status: after(statusBefore),
      ...(outcome.kind === "migrated" ? { schemaVersion: outcome.schemaVersion } : {}),
    }),
  );
  for (const [data, group] of alike) {
    const mine = group.map(({ closed: { record } }) => ({ id: record.id, epoch: record.epoch }));
    await tx.tenant.updateMany({
      where: { OR: mine },
      data: { ...JSON.parse(data), epoch: { increment: 1 } },
    });
  }
}

async function endOperations(tx: CatalogTx, reopenings: readonly Reopening[]): Promise<void> {
  const records = reopenings.map(({ closed: { record } }) => record);
  const drains = records.map(({ id: tenantId, epoch }) => ({ tenantId, epoch: { lte: epoch } }));
  await tx.tenantDrain.deleteMany({ where: { OR: drains } });
  await tx.drainAnswer.deleteMany({ where: { OR: drains } });
  const alike = groupBy(reopenings, ({ outcome }) => (outcome.kind === "failed" ? outcome.error : ""));
  for (const [error, group] of alike) {
    await tx.tenantOperation.updateMany({
      where: { id: { in: group.map(({ closed }) => closed.operationId) } },
      data: { running: null, finishedAt: new Date(), lastError: error || null },
    });
  }
}

async function noteOutcomes(tx: CatalogTx, runId: string, reopenings: readonly Reopening[]): Promise<void> {
  const done = reopenings.filter(({ outcome }) => outcome.kind !== "busy");
  // Most take as many milliseconds as others.
  const alike = groupBy(done, ({ outcome }) => JSON.stringify(noteOf(outcome)));
  for (const [data, group] of alike) {
    const tenantId = { in: group.map(({ closed }) => closed.record.id) };
    await tx.migrationRunTenant.updateMany({ where: { runId, tenantId }, data: JSON.parse(data) });
  }
}

function noteOf(outcome: Reopening["outcome"]) {
  if (outcome.kind === "busy") return {};
  const { kind: status, took } = outcome;
  return { status, took, error: outcome.kind === "failed" ? outcome.error : null };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

const statuses = ["running", "paused", "completed", "failed", "cancelled"] as const;
const tenantStatuses = ["pending", "migrated", "failed", "gone"] as const;

function statusOf(text: string): (typeof tenantStatuses)[number] {
  return known(tenantStatuses, text);
}

function runOf({
  running: _running,
  updatedAt: _updatedAt,
  plan,
  target,
  status,
  ...run
}: MigrationRun): Run {
  return {
    ...run,
    status: known(statuses, status),
    plan: JSON.parse(plan) as RunPlan,
    target: JSON.parse(target) as Run["target"],
  };
}

function runTenantOf({ tenantId, wave, status, error, took }: MigrationRunTenant) {
  return { tenantId, wave, status: statusOf(status), error, took };
}

// What this code does not know is the work of a newer version.
function known<T extends string>(all: readonly T[], text: string): T {
  const found = all.find((one) => one === text);
  if (found) return found;
  throw new Error(
    `A run's status is "${text}", which this version does not know. Run the version that wrote it.`,
  );
}
