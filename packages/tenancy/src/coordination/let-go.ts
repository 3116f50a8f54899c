import { setTimeout as delay } from "node:timers/promises";
import { TenancyError } from "../errors";
import type { TenantRecord } from "../registry";
import { nameOf } from "../tenant-states";
import { atLeastSince, now } from "./lease-clock";
import type { Drain, Ledger } from "./ledger";
import { leaseMargin, type Membership } from "./membership";

/** What it takes to wait for other processes. */
export interface Others {
  ledger: Ledger;
  membership: Membership;
  /** How long they are given to let go of a tenant, in milliseconds. */
  drainTimeoutMs: number;
  /** The operations, by id, that this process runs no more, though the ledger says so: as if it had died over them. */
  abandoned: Set<string>;
  /** Makes sure that a process whose lease ran out reaches no server any more, as far as servers can do that. */
  cutOff: (processId: string) => Promise<void>;
}

const lookMs = 20;

/**
 * Has every other process let go of what it opened of the tenant, and resolves when each of them did, left, or is
 * silent for longer than its lease. The wish stays until `endDrain`. Throws `tenant_busy` when one goes on using it.
 */
export async function letGoElsewhere(others: Others, tenant: TenantRecord): Promise<void> {
  const { ledger } = others;
  const drain: Drain = { tenantId: tenant.id, epoch: tenant.epoch };
  const begun = now();
  await ledger.requestDrain(drain);
  for (;;) {
    const waitingFor = await stillHolding(others, drain);
    const [first] = waitingFor;
    if (first === undefined) return;
    if (atLeastSince(begun) > others.drainTimeoutMs) throw stillInUse(tenant, waitingFor);
    await delay(lookMs);
  }
}

/** The processes that are there and did not answer; those that are dead are removed on the way. */
async function stillHolding(others: Others, drain: Drain): Promise<string[]> {
  const { ledger, membership } = others;
  // In this order: who joins after the list was read finds the wish, and the tenant as it is now.
  const processes = await ledger.processes();
  const answered = new Set(await ledger.answers(drain));
  membership.silence.look(processes);
  const holding: string[] = [];
  for (const { id } of processes) {
    if (id === membership.id || answered.has(id)) continue;
    if (!(await expelIfDead(others, id))) holding.push(id);
  }
  return holding;
}

/** Removes a process from the ledger when its lease is over for certain. Its connections end before that. */
export async function expelIfDead(
  { ledger, membership, cutOff }: Others,
  processId: string,
): Promise<boolean> {
  if (membership.silence.of(processId) <= membership.leaseMs * leaseMargin) return false;
  await cutOff(processId);
  await ledger.leave(processId);
  return true;
}

/** Whether a process lives, which takes as long as it takes to see it renew, or as its lease lasts when it does not. */
export async function isAlive(others: Others, processId: string): Promise<boolean> {
  const { ledger, membership } = others;
  let first: string | null = null;
  for (;;) {
    const processes = await ledger.processes();
    membership.silence.look(processes);
    const heartbeat = processes.find(({ id }) => id === processId)?.heartbeat;
    if (heartbeat === undefined) return false;
    first ??= heartbeat;
    if (heartbeat !== first) return true;
    if (await expelIfDead(others, processId)) return false;
    await delay(lookMs);
  }
}

function stillInUse(tenant: TenantRecord, processes: string[]): TenancyError {
  return new TenancyError(
    "tenant_busy",
    `Tenant ${nameOf(tenant)} is still in use by process ${processes.join(", ")}, which does not end its transaction on it. Try again, or end that process.`,
  );
}
