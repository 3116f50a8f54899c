import { findTenant } from "../operators/find-tenant";
import type { Operator } from "../operators/operator";
import type { Platform } from "../platform";
import { listTenantStatistics, readTenantStatistics, type StatisticsTotals } from "./list-statistics";
import { type RefreshedStatistics, refreshStatistics } from "./refresh-statistics";
import type { KeptFigures, TenantStatistics } from "./statistics-view";

/** A tenant's figures beside what it is: counts, and nothing of its content. */
export type TenantStats = Omit<TenantStatistics, "figures"> & Unknown<KeptFigures>;

/** The same, where it may be that nothing was counted yet. */
type Unknown<T> = { [Key in keyof T]: T[Key] | null };

export interface FleetStats {
  tenants: TenantStats[];
  total: StatisticsTotals;
  /** Tenants that could not be asked. */
  failed: RefreshedStatistics["failed"];
}

export interface FleetStatsOptions {
  /** Counts every tenant anew first; otherwise those alone that were never counted. */
  refresh?: boolean;
  onProgress?: (done: number, total: number) => void;
}

/**
 * One tenant's figures, counted now; as they were counted last where it cannot be asked now.
 * @throws AppError `not_found`
 */
export async function tenantStats({ platform }: Operator, slug: string): Promise<TenantStats> {
  const { id } = await findTenant(platform, slug);
  await refreshStatistics(platform, { tenantId: id });
  return flat((await readTenantStatistics(platform, slug)) ?? (await gone(platform, slug)));
}

async function gone(platform: Platform, slug: string): Promise<never> {
  await findTenant(platform, slug);
  throw new Error(`Tenant ${slug} was renamed while it was looked at.`);
}

/** Every tenant's figures, by slug, and what they come to. */
export async function fleetStats(
  { platform }: Operator,
  { refresh = false, onProgress }: FleetStatsOptions = {},
): Promise<FleetStats> {
  const options = onProgress ? { onProgress } : {};
  const failed = refresh
    ? (await refreshStatistics(platform, options)).failed
    : await countMissing(platform, options);
  const tenants: TenantStats[] = [];
  for (let page = 1; ; page++) {
    const answer = await listTenantStatistics(platform, { page, limit: 1000 });
    tenants.push(...answer.tenants.map(flat));
    if (page >= answer.pages) return { tenants, total: answer.totals, failed };
  }
}

async function countMissing(
  platform: Platform,
  options: { onProgress?: (done: number, total: number) => void },
): Promise<RefreshedStatistics["failed"]> {
  const missing = await platform.catalog.tenant.findMany({
    where: { statistics: { is: null }, previewOf: null, status: { in: ["active", "read_only"] } },
    select: { id: true },
  });
  if (missing.length === 0) return [];
  const ids = missing.map(({ id }) => id);
  return (await refreshStatistics(platform, { ...options, tenantId: ids })).failed;
}

const unknown: Unknown<KeptFigures> = {
  users: null,
  projects: null,
  tasks: null,
  activeAssignees: null,
  activePeople: null,
  bytes: null,
  lastActivityAt: null,
  requests: null,
  errors: null,
  computedAt: null,
};

function flat({ figures, ...tenant }: TenantStatistics): TenantStats {
  return { ...tenant, ...(figures ?? unknown) };
}
