import { setTimeout as delay } from "node:timers/promises";
import type { TenantRecord } from "../registry";
import type { Ground } from "./alone";
import { atLeastSince, now } from "./lease-clock";
import { expelIfDead } from "./let-go";

/** A tenant that is closed by its record and its drain already. */
export interface Closed {
  record: TenantRecord;
}

export interface TogetherOptions<Tenant extends Closed> {
  tenants: readonly Tenant[];
  /** The processes that let go of each, by the tenant's id. */
  answers: () => Promise<ReadonlyMap<string, ReadonlySet<string>>>;
  /** How long others are given, in milliseconds. Who takes longer holds up nobody but their own tenant. */
  waitMs: number;
}

const lookMs = 20;

/**
 * As `alone`, for several tenants at once, so that what other processes take to let go is waited for once. Runs `work`
 * with the tenants that nobody holds any more, and those that somebody did not let go of in time.
 */
export async function together<Tenant extends Closed, Result>(
  ground: Ground,
  options: TogetherOptions<Tenant>,
  work: (free: Tenant[], held: Tenant[]) => Promise<Result>,
): Promise<Result> {
  const { pool, membership } = ground;
  const inside = async (): Promise<Result> => {
    const [free, held] = await waitForOthers(ground, options);
    return work(free, held);
  };
  // From the inside out: each has its tenant to itself around what the next one does.
  const nested = options.tenants.reduce<() => Promise<Result>>(
    (next, { record: { id } }) =>
      () =>
        membership.whileMine(id, () => pool.exclusively(id, next)),
    inside,
  );
  return nested();
}

async function waitForOthers<Tenant extends Closed>(
  ground: Ground,
  { tenants, answers, waitMs }: TogetherOptions<Tenant>,
): Promise<[free: Tenant[], held: Tenant[]]> {
  const { ledger, membership } = ground;
  const begun = now();
  for (;;) {
    // In this order: who joins after the list was read finds the tenants closed.
    const processes = await ledger.processes();
    const answered = await answers();
    membership.silence.look(processes);
    const others = processes.filter(({ id }) => id !== membership.id);
    const waitsFor = (id: string, tenant: Tenant) => !answered.get(tenant.record.id)?.has(id);
    const holding = new Set<string>();
    for (const { id } of others) {
      if (tenants.some((tenant) => waitsFor(id, tenant)) && !(await expelIfDead(ground, id))) holding.add(id);
    }
    const held = tenants.filter((tenant) => [...holding].some((id) => waitsFor(id, tenant)));
    if (held.length === 0 || atLeastSince(begun) > waitMs) {
      const late = new Set<Tenant>(held);
      return [tenants.filter((tenant) => !late.has(tenant)), held];
    }
    await delay(lookMs);
  }
}
