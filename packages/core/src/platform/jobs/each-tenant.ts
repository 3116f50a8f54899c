import type { Platform } from "../platform";

/** A tenant as work that goes over many of them knows it. */
export interface TenantName {
  id: string;
  slug: string;
}

export interface EachTenantOptions {
  /** Only tenants in one of these states. */
  statuses: string[];
  /** That tenant alone, if it is in one of them. */
  tenantId?: string | undefined;
  /** Tenants worked on at once. */
  concurrency: number;
}

const pageSize = 200;

/**
 * Runs `work` on tenants in the order of their ids, a few at once; previews of branches are left out. `work` is to deal
 * with a tenant's failure itself: what it throws ends the walk, once what is under way has ended, and is thrown.
 */
export async function eachTenant(
  platform: Platform,
  { concurrency, ...which }: EachTenantOptions,
  work: (tenant: TenantName) => Promise<void>,
): Promise<void> {
  const tenants = pagedTenants(platform, which);
  const failures: unknown[] = [];
  const worker = async () => {
    try {
      while (failures.length === 0) {
        // A generator answers in order, so workers can ask it at the same time.
        const { done, value } = await tenants.next();
        if (done || failures.length > 0) return;
        await work(value);
      }
    } catch (error) {
      failures.push(error);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  if (failures.length > 0) throw failures[0];
}

async function* pagedTenants(
  { catalog }: Platform,
  { statuses, tenantId }: Omit<EachTenantOptions, "concurrency">,
): AsyncGenerator<TenantName, undefined> {
  let after = "";
  for (;;) {
    const page = await catalog.tenant.findMany({
      where: { id: { gt: after, equals: tenantId }, status: { in: statuses }, previewOf: null },
      orderBy: { id: "asc" },
      take: pageSize,
      select: { id: true, slug: true },
    });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = last.id;
  }
}
