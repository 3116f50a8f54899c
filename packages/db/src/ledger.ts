import type { Ledger, OperationRecord } from "@acre/tenancy";
import { isUniqueViolation } from "./errors";
import { retryConflicts } from "./retry-conflicts";
import type { CatalogDb } from "./store/catalog";

/**
 * The tenancy engine's ledger of processes, drains and operations, kept in the catalog.
 * @param schema the newest tenant migration that this process's code knows, for whoever brings tenants further
 */
export function createLedger(catalog: CatalogDb, schema: string | null = null): Ledger {
  /** Changes a running operation as long as it is that process's. */
  async function change(
    { id, processId }: OperationRecord,
    data: Parameters<CatalogDb["tenantOperation"]["updateMany"]>[0]["data"],
  ): Promise<boolean> {
    const { count } = await catalog.tenantOperation.updateMany({
      where: { id, processId, running: { not: null } },
      data,
    });
    return count === 1;
  }

  return {
    async join(id, kind) {
      const heartbeatAt = new Date();
      await catalog.serverProcess.upsert({
        where: { id },
        create: { id, kind, schema, heartbeatAt },
        update: { heartbeatAt, schema },
      });
    },
    async renew(id) {
      const { count } = await catalog.serverProcess.updateMany({
        where: { id },
        data: { heartbeatAt: new Date() },
      });
      return count === 1;
    },
    async leave(id) {
      await catalog.drainAnswer.deleteMany({ where: { processId: id } });
      await catalog.serverProcess.deleteMany({ where: { id } });
    },
    async processes() {
      const rows = await catalog.serverProcess.findMany({ select: { id: true, heartbeatAt: true } });
      return rows.map(({ id, heartbeatAt }) => ({ id, heartbeat: heartbeatAt.toISOString() }));
    },

    async requestDrain({ tenantId, epoch }) {
      await retryConflicts(async () => {
        const raised = await catalog.tenantDrain.updateMany({
          where: { tenantId, epoch: { lt: epoch } },
          data: { epoch },
        });
        if (raised.count === 1 || (await catalog.tenantDrain.findUnique({ where: { tenantId } }))) return;
        await catalog.tenantDrain.create({ data: { tenantId, epoch } });
      });
    },
    drains: () => catalog.tenantDrain.findMany({ select: { tenantId: true, epoch: true } }),
    async isDraining(tenantId) {
      return (await catalog.tenantDrain.findUnique({ where: { tenantId } })) !== null;
    },
    async answer(processId, drains) {
      const tenantId = { in: drains.map((drain) => drain.tenantId) };
      const data = drains.map((drain) => ({ ...drain, processId }));
      await catalog.$transaction([
        catalog.drainAnswer.deleteMany({ where: { processId, tenantId } }),
        catalog.drainAnswer.createMany({ data }),
      ]);
    },
    async answers({ tenantId, epoch }) {
      const rows = await catalog.drainAnswer.findMany({ where: { tenantId, epoch: { gte: epoch } } });
      return rows.map(({ processId }) => processId);
    },
    async endDrain({ tenantId, epoch }) {
      await catalog.tenantDrain.deleteMany({ where: { tenantId, epoch: { lte: epoch } } });
      await catalog.drainAnswer.deleteMany({ where: { tenantId, epoch: { lte: epoch } } });
    },

    async running() {
      const rows = await catalog.tenantOperation.findMany({ where: { running: { not: null } } });
      return rows.map(recordOf);
    },
    async begin(operation) {
      const { tenantId } = operation;
      for (;;) {
        try {
          await catalog.tenantOperation.create({ data: { ...operation, running: tenantId } });
          return null;
        } catch (error) {
          if (!isUniqueViolation(error)) throw error;
          const running = await catalog.tenantOperation.findUnique({ where: { running: tenantId } });
          // It may have ended in between.
          if (running) return recordOf(running);
        }
      }
    },
    takeOver: (operation, processId) => change(operation, { processId }),
    save: (operation) => change(operation, { step: operation.step, state: operation.state }),
    finish: (operation, lastError) => change(operation, { running: null, finishedAt: new Date(), lastError }),
  };
}

function recordOf({ id, tenantId, kind, processId, step, state }: OperationRecord): OperationRecord {
  return { id, tenantId, kind, processId, step, state };
}
