import type { Datasource } from "../datasource";
import { isTenancyError } from "../errors";
import type { ConnectionPool } from "../pool/connection-pool";
import type { Registry, TenantPatch, TenantRecord, TenantStatus } from "../registry";
import { letGoElsewhere, type Others } from "./let-go";
import type { Operation } from "./operations";

export interface GroundOptions {
  /** What the tenant's record says meanwhile; `moving`, which is read and not written, unless said. */
  status?: TenantStatus;
  /** Whether the tenant may be read meanwhile, as far as `status` allows; nobody opens it at all unless said. */
  readers?: boolean;
  /** Has the place itself refuse writes, against a process that took no notice: see `Datasource.fence`. */
  fence?: boolean;
  /** What becomes of the record when the work fails: as it was, unless said; or as it is, where there is no way back. */
  whenItFails?: "restore" | "keep";
}

/** What the record is to say after the work, beside the status it had before; null when it is gone. */
export type Outcome = TenantPatch | null;

/** What having a tenant alone takes. */
export interface Ground extends Others {
  registry: Registry;
  pool: ConnectionPool;
  datasourceOf: (record: TenantRecord) => Datasource;
}

/**
 * Runs `work` while no process writes to the tenant and, unless `readers`, none has it open. Resolves with the record
 * as it is then, when every process has let go of what it opened before.
 *
 * The order is what matters. Epoch and status change first, in one update, so that whoever opens the tenant from then
 * on sees them; then everyone lets go; then `work` runs; then the record changes, unless someone raised the epoch.
 *
 * Throws `tenant_busy` when a process does not let go, `lease_lost`, and what `work` throws.
 */
export async function alone(
  ground: Ground,
  operation: Operation,
  options: GroundOptions,
  work: () => Promise<Outcome>,
): Promise<TenantRecord | null> {
  const { registry, pool, ledger, membership } = ground;
  const { status = "moving", readers = false } = options;
  const { tenantId } = operation;
  operation.assertMine();
  const begun = await registry.update(tenantId, { status }, { raiseEpoch: true });

  const onEmptyGround = async (): Promise<TenantRecord | null> => {
    try {
      await letGoElsewhere(ground, begun);
      if (readers) await ledger.endDrain({ tenantId, epoch: begun.epoch });
      return await fenced(ground, operation, options, begun, work);
    } catch (error) {
      if (options.whenItFails !== "keep" && !isTenancyError(error, "lease_lost"))
        await restore(ground, operation, begun, { readers });
      throw error;
    } finally {
      await ledger.endDrain({ tenantId, epoch: begun.epoch });
    }
  };

  return membership.whileMine(tenantId, async () => {
    if (!readers) return pool.exclusively(tenantId, onEmptyGround);
    await pool.exclusively(tenantId, async () => {});
    const after = await onEmptyGround();
    if (after !== null) await letGoEverywhere(ground, after);
    return after;
  });
}

/**
 * Has every process, this one included, close what it opened of the tenant before `record` was written. Throws
 * `tenant_busy` when one goes on using it; what it opens from then on is by the new record all the same.
 */
export async function letGoEverywhere(ground: Ground, record: TenantRecord): Promise<void> {
  const { pool, ledger, membership } = ground;
  await membership.whileMine(record.id, async () => {
    try {
      await Promise.all([pool.exclusively(record.id, async () => {}), letGoElsewhere(ground, record)]);
    } finally {
      await ledger.endDrain({ tenantId: record.id, epoch: record.epoch });
    }
  });
}

async function fenced(
  ground: Ground,
  operation: Operation,
  options: GroundOptions,
  begun: TenantRecord,
  work: () => Promise<Outcome>,
): Promise<TenantRecord | null> {
  const { registry } = ground;
  const place = ground.datasourceOf(begun);
  if (options.fence) await place.fence(begun.id);
  operation.assertMine();
  const outcome = await work();
  operation.assertMine();
  if (outcome === null) return null;
  // A place that is left behind stays fenced; nobody is to write there again.
  const stays = (outcome.datasource ?? begun.datasource) === begun.datasource;
  if (options.fence && stays) await place.unfence(begun.id);
  const { statusBefore } = operation;
  const next = { status: statusBefore, ...outcome };
  return registry.update(begun.id, next, { raiseEpoch: true, ifEpoch: begun.epoch });
}

// The work's failure is the one to report. What cannot be restored keeps its status, and the operation is run again.
async function restore(
  ground: Ground,
  operation: Operation,
  begun: TenantRecord,
  { readers }: { readers: boolean },
): Promise<void> {
  try {
    operation.assertMine();
    await ground.datasourceOf(begun).unfence(begun.id);
    const { statusBefore: status } = operation;
    const restored = await ground.registry.update(
      begun.id,
      { status },
      { raiseEpoch: true, ifEpoch: begun.epoch },
    );
    // Who came to read meanwhile holds a connection that refuses to write.
    if (readers) await letGoEverywhere(ground, restored);
  } catch {}
}
