import { randomUUID } from "node:crypto";
import { isTenancyError, TenancyError } from "../errors";
import type { TenantRecord, TenantStatus } from "../registry";
import { nameOf } from "../tenant-states";
import type { OperationRecord } from "./ledger";
import { isAlive, type Others } from "./let-go";
import type { Claim } from "./membership";

export interface OperateOptions {
  /** What is done, as the ledger and errors name it: move, restore, … */
  kind: string;
  /** Kinds that this one makes pointless when a process died over them; `any` for what leaves nothing of the tenant. */
  supersedes?: readonly string[] | "any";
  /** Clears what a superseded one left elsewhere. Where that fails, it stays to be finished, and this one does not begin. */
  clear?: (superseded: Pick<Operation, "kind" | "state">) => Promise<void>;
}

/** What an operation's steps go by. */
export interface Operation {
  readonly id: string;
  readonly kind: string;
  readonly tenantId: string;
  /** The tenant's status when the operation first began. */
  readonly statusBefore: TenantStatus;
  /** Whether a process died over it, and this one goes on with it. */
  readonly resumed: boolean;
  /** The step that is next: as noted last, `begin` before that. */
  readonly step: string;
  /** What was noted with the step; null before that. */
  readonly state: unknown;
  /** Notes in the ledger which step is next and what it needs: plain data. Throws `lease_lost`. */
  note(step: string, state?: unknown): Promise<void>;
  /** To be asked before each step that changes something for good. Throws `lease_lost`. */
  assertMine(): void;
}

/** The tenant that an operation is on. */
export type OperationSubject = Pick<TenantRecord, "id" | "slug" | "status">;

/** Changing a status leaves nothing half done, so whoever comes next need not finish it. */
const leavesNothing: readonly string[] = ["status"];

/**
 * Runs `work` as the one operation on a tenant, of all processes. One that a process died over is gone on with when it
 * is of the same kind, and ended when this kind supersedes it. Throws `tenant_busy` while another one runs, or waits
 * to be finished, and what `work` throws, which ends the operation too; but not once the lease is lost, as by then its
 * steps cannot be taken back, and whoever comes next goes on with it as with a dead process's.
 */
export async function operate<T>(
  others: Others,
  tenant: OperationSubject,
  options: OperateOptions,
  work: (operation: Operation) => Promise<T>,
): Promise<T> {
  const { ledger, membership } = others;
  const claim = membership.claim();
  const { record, resumed } = await begin(others, tenant, options);
  try {
    const result = await work(operationOf(others, record, resumed, claim));
    await ledger.finish(record, null);
    return result;
  } catch (error) {
    // That failure is the one to report; an operation that cannot be ended here is another's, or will be.
    const abandon = () => void others.abandoned.add(record.id);
    if (isTenancyError(error, "lease_lost") || isLost(claim)) abandon();
    else await ledger.finish(record, messageOf(error)).catch(abandon);
    throw error;
  }
}

async function begin(
  others: Others,
  tenant: OperationSubject,
  { kind, supersedes = [], clear = async () => {} }: OperateOptions,
): Promise<{ record: OperationRecord; resumed: boolean }> {
  const { ledger, membership } = others;
  const processId = membership.id;
  const state = closingState(tenant.status);
  const wanted = { id: randomUUID(), tenantId: tenant.id, kind, processId, step: "begin", state };
  for (;;) {
    const running = await ledger.begin(wanted);
    if (running === null) return { record: wanted, resumed: false };
    if (await isRunning(others, running)) throw busy(tenant, running, kind);
    const pointless = supersedes === "any" || [...supersedes, ...leavesNothing].includes(running.kind);
    if (running.kind !== kind && !pointless) throw unfinished(tenant, running);
    if (!(await takeOver(others, running))) continue;
    const mine = { ...running, processId };
    if (running.kind === kind) return { record: mine, resumed: true };
    const { statusBefore, own } = read(running.state);
    wanted.state = written({ statusBefore, own: null });
    try {
      await clear({ kind: running.kind, state: own });
      await ledger.finish(mine, `Its process died, and ${kind} made it pointless.`);
    } catch (error) {
      others.abandoned.add(running.id);
      throw error;
    }
  }
}

/** What the ledger keeps of an operation that begins on a tenant of this status; `Operation.statusBefore` is read from it. */
export function closingState(statusBefore: TenantStatus): string {
  return written({ statusBefore, own: null });
}

/** Whether its process still works on it. Asks for as long as `isAlive` does. */
export async function isRunning(others: Others, { id, processId }: OperationRecord): Promise<boolean> {
  return processId === others.membership.id ? !others.abandoned.has(id) : isAlive(others, processId);
}

/** Makes an operation that nobody works on this process's. False when it ended, or another was faster. */
export async function takeOver(others: Others, operation: OperationRecord): Promise<boolean> {
  const { ledger, membership, abandoned } = others;
  // The ledger cannot tell this process's callers apart: the first of them has it.
  if (!abandoned.delete(operation.id) && operation.processId === membership.id) return false;
  try {
    return await ledger.takeOver(operation, membership.id);
  } catch (error) {
    // It may be this process's by now, or still be.
    abandoned.add(operation.id);
    throw error;
  }
}

function isLost(claim: Claim): boolean {
  try {
    claim();
    return false;
  } catch {
    return true;
  }
}

function operationOf({ ledger }: Others, record: OperationRecord, resumed: boolean, claim: Claim): Operation {
  const { statusBefore } = read(record.state);
  return {
    id: record.id,
    kind: record.kind,
    tenantId: record.tenantId,
    statusBefore,
    resumed,
    get step() {
      return record.step;
    },
    get state() {
      return read(record.state).own;
    },
    async note(step, own = null) {
      claim();
      const next = { ...record, step, state: written({ statusBefore, own }) };
      if (!(await ledger.save(next))) throw takenOver(record);
      Object.assign(record, next);
    },
    assertMine: claim,
  };
}

interface State {
  statusBefore: TenantStatus;
  own: unknown;
}

function written(state: State): string {
  return JSON.stringify(state);
}

function read(text: string): State {
  return JSON.parse(text);
}

function busy(tenant: OperationSubject, running: OperationRecord, kind: string): TenancyError {
  return new TenancyError(
    "tenant_busy",
    `Tenant ${nameOf(tenant)} is being worked on (${running.kind}, process ${running.processId}), so ${kind} cannot begin. Wait for its end and try again, or end that process.`,
  );
}

function unfinished(tenant: OperationSubject, left: OperationRecord): TenancyError {
  return new TenancyError(
    "tenant_busy",
    `A process died, or lost its lease, while it worked on tenant ${nameOf(tenant)} (${left.kind}, at step ${left.step}). Run that again first, which finishes it.`,
  );
}

function takenOver(record: OperationRecord): TenancyError {
  return new TenancyError(
    "lease_lost",
    `Another process went on with this operation (${record.kind} of tenant ${record.tenantId}), since this one was silent for too long. Nothing more was done here.`,
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
