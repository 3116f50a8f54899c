import { setImmediate as othersTurn } from "node:timers/promises";
import type { Platform } from "../platform";

/** A tenant as work that goes over many of them knows it. */
export interface TenantName {
  id: string;
  slug: string;
}

export interface EachTenantOptions {
  /** Only tenants in one of these states. */
  statuses: string[];
  /** That tenant alone, or those, if it is in one of them. */
  tenantId?: string | string[] | undefined;
  /** Tenants worked on at once. */
  concurrency: number;
  /** Told which tenants are next, some hundred at a time, and waited for. */
  onPage?: (tenants: readonly TenantName[]) => Promise<void>;
}

const pageSize = 200;

/**
 * Runs `work` on tenants in the order of their ids, a few at once; previews of branches are left out. `work` is to deal
 * with a tenant's failure itself: what it throws ends the walk, once what is under way has ended, and is thrown.
 */
export async function eachTenant(
  platform: Platform,
  { concurrency, onPage = async () => {}, ...which }: EachTenantOptions,
  work: (tenant: TenantName) => Promise<void>,
): Promise<void> {
  const tenants = pagedTenants(platform, which, onPage);
  const failures: unknown[] = [];
  const worker = async () => {
    try {
      while (failures.length === 0) {
        // A generator answers in order, so workers can ask it at the same time.
        const { done, value } = await tenants.next();
        if (done || failures.length > 0) return;
        await work(value);
        // A file's driver computes where it is called: without this neither requests nor this process's lease get a turn.
        await othersTurn();
      }
    } catch (error) {
      failures.push(error);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  if (failures.length > 0) throw failures[0];
}

/** How many tenants `eachTenant` goes over. */
export function countTenants({ catalog }: Platform, which: Which): Promise<number> {
  return catalog.tenant.count({ where: matching(which) });
}

type Which = Pick<EachTenantOptions, "statuses" | "tenantId">;

function matching({ statuses, tenantId }: Which) {
  const ids = tenantId === undefined ? undefined : [tenantId].flat();
  return { id: { in: ids }, status: { in: statuses }, previewOf: null };
}

async function* pagedTenants(
  { catalog }: Platform,
  which: Which,
  onPage: (tenants: readonly TenantName[]) => Promise<void>,
): AsyncGenerator<TenantName, undefined> {
  const where = matching(which);
  let after = "";
  for (;;) {
    const page = await catalog.tenant.findMany({
      where: { ...where, id: { ...where.id, gt: after } },
      orderBy: { id: "asc" },
      take: pageSize,
      select: { id: true, slug: true },
    });
    await onPage(page);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = last.id;
  }
}
