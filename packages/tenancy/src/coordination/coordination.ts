import type { Datasource } from "../datasource";
import type { ConnectionPool } from "../pool/connection-pool";
import type { Registry, TenantRecord } from "../registry";
import { closedForWork, notFound } from "../tenant-states";
import { alone, type Ground, type GroundOptions, letGoEverywhere, type Outcome } from "./alone";
import type { OperationRecord } from "./ledger";
import { isAlive } from "./let-go";
import { type Claim, type CoordinationOptions, Membership } from "./membership";
import { createMemoryLedger } from "./memory-ledger";
import {
  isRunning,
  type OperateOptions,
  type Operation,
  type OperationSubject,
  operate,
  takeOver,
} from "./operations";
import { type Closed, type TogetherOptions, together } from "./together";

/** How the processes that share tenants keep out of each other's way. */
export interface Coordination {
  /** This process's name in the ledger. */
  readonly processId: string;
  /** Resolves when this process is one of those that others wait for. */
  enter(): Promise<void>;
  /** What is opened from now on may be used until this throws `lease_lost`. */
  claim(): Claim;
  /** Throws `tenant_busy` while another process has the tenant to itself. To be asked before the registry is. */
  assertOpenable(tenantId: string): Promise<void>;
  /** The tenants that `assertOpenable` may throw for. To be asked before the registry is. */
  draining(): Promise<ReadonlySet<string>>;
  /**
   * Runs `work` as the one operation on the tenant, of all processes: see `operate`. Others go on using the tenant.
   * Throws `tenant_not_found`, `tenant_busy`, `lease_lost`.
   */
  operate<T>(
    tenantId: string,
    options: OperateOptions,
    work: (operation: Operation) => Promise<T>,
  ): Promise<T>;
  /** As `operate`, for a tenant whose record `work` is about to insert, so that there is none without its operation. */
  operateOnNew<T>(
    tenant: OperationSubject,
    options: OperateOptions,
    work: (operation: Operation) => Promise<T>,
  ): Promise<T>;
  /** Within an operation: runs `work` while nobody else writes to the tenant: see `alone`. */
  ground(
    operation: Operation,
    options: GroundOptions,
    work: () => Promise<Outcome>,
  ): Promise<TenantRecord | null>;
  /** Runs `work` on tenants that are closed already, as soon as nobody holds them: see `together`. */
  together<Tenant extends Closed, Result>(
    options: TogetherOptions<Tenant>,
    work: (free: Tenant[], held: Tenant[]) => Promise<Result>,
  ): Promise<Result>;
  /** Gives up operations of this process's, by id, so that they are gone on with as a dead process's. */
  abandon(operationIds: readonly string[]): void;
  /** Whether a process lives, which takes as long as its lease to tell where it does not. */
  isAlive(processId: string): Promise<boolean>;
  /** The operations that a process died over, or gave up itself, of one tenant or of all. */
  interrupted(tenantId?: string): Promise<OperationRecord[]>;
  /** Ends an operation that a process died over, of a tenant that is gone. */
  discard(operation: OperationRecord): Promise<void>;
  /** Has every process close what it opened before this change of the record. Throws `tenant_busy`. */
  letGoEverywhere(record: TenantRecord): Promise<void>;
  /** To be called when nothing is open any more. */
  leave(): Promise<void>;
}

interface Parts {
  registry: Registry;
  pool: ConnectionPool;
  datasources: Readonly<Record<string, Datasource>>;
  /** Brings those up to date: an operation may go over all of them. */
  refreshDatasources: () => Promise<void>;
  datasourceOf: (record: TenantRecord) => Datasource;
  /** Lets go of what was made for a tenant beside its connection. */
  forget: (tenantId: string) => void;
}

const defaultDrainTimeoutMs = 30_000;

/** Coordination with the processes of the same ledger; without one, among this process's own callers. */
export function createCoordination(options: CoordinationOptions | undefined, parts: Parts): Coordination {
  const { registry, pool, datasources, refreshDatasources, datasourceOf, forget } = parts;
  const settings = options ?? { ledger: createMemoryLedger(), kind: "only", leaseMs: Infinity };
  const { ledger } = settings;
  const membership = new Membership(settings, {
    letGo: (tenantId) => pool.exclusively(tenantId, async () => forget(tenantId)),
    letGoOfAll: () => pool.closeAll(),
  });
  const ground: Ground = {
    registry,
    pool,
    ledger,
    membership,
    datasourceOf,
    drainTimeoutMs: settings.drainTimeoutMs ?? defaultDrainTimeoutMs,
    abandoned: new Set(),
    async cutOff(processId) {
      for (const datasource of Object.values(datasources)) await datasource.cutOff?.(processId);
    },
  };

  return {
    processId: membership.id,
    enter: () => membership.enter(),
    claim: () => membership.claim(),
    async assertOpenable(tenantId) {
      if (membership.isMine(tenantId) || !(await ledger.isDraining(tenantId))) return;
      throw closedForWork((await registry.findById(tenantId)) ?? { id: tenantId, slug: tenantId });
    },
    async draining() {
      return new Set((await ledger.drains()).map(({ tenantId }) => tenantId));
    },
    async operate(tenantId, operateOptions, work) {
      await membership.enter();
      await refreshDatasources();
      const tenant = await registry.findById(tenantId);
      if (tenant === null) throw notFound(tenantId);
      return operate(ground, tenant, operateOptions, work);
    },
    async operateOnNew(tenant, operateOptions, work) {
      await membership.enter();
      await refreshDatasources();
      return operate(ground, tenant, operateOptions, work);
    },
    together: (togetherOptions, work) => together(ground, togetherOptions, work),
    abandon(operationIds) {
      for (const id of operationIds) ground.abandoned.add(id);
    },
    async isAlive(processId) {
      await membership.enter();
      return processId === membership.id || isAlive(ground, processId);
    },
    async interrupted(tenantId) {
      await membership.enter();
      await refreshDatasources();
      const left: OperationRecord[] = [];
      for (const operation of await ledger.running()) {
        if (tenantId !== undefined && operation.tenantId !== tenantId) continue;
        if (!(await isRunning(ground, operation))) left.push(operation);
      }
      return left;
    },
    async discard(operation) {
      if (await takeOver(ground, operation))
        await ledger.finish({ ...operation, processId: membership.id }, "Its tenant is gone.");
    },
    ground: (operation, groundOptions, work) => alone(ground, operation, groundOptions, work),
    letGoEverywhere: (record) => letGoEverywhere(ground, record),
    leave: () => membership.leave(),
  };
}
