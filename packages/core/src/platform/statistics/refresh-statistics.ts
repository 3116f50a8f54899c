import { type CountedStatistics, keepStatistics } from "@acre/db/platform";
import type { Ahead } from "@acre/tenancy";
import { codeOf } from "../../translate-error";
import { countTenants, eachTenant, type TenantName } from "../jobs/each-tenant";
import type { Platform } from "../platform";
import { readFigures } from "./figures";
import { keepFleetDay } from "./fleet-history";

export interface RefreshOptions {
  /** The tenant to count, or those; every one that can be read unless said. */
  tenantId?: string | string[];
  /** Tenants counted at once; 4 unless said. */
  concurrency?: number;
  /** Told how many of how many were counted, after each. What it throws ends the count, after those under way. */
  onProgress?: (done: number, total: number) => void;
  /** Waited for after each tenant, for work that others' requests come before. */
  pause?: () => Promise<void>;
}

export interface RefreshedStatistics {
  counted: number;
  /** Tenants that could not be asked. What was kept of them stays. */
  failed: { slug: string; code: string }[];
}

// As many as are written in one statement.
const batch = 100;
const readable = ["active", "read_only"];

/**
 * Counts tenants anew, a few at once, keeps their figures in the catalog and what they come to as today's. A tenant that
 * cannot be asked is reported, and does not stop the others.
 */
export async function refreshStatistics(
  platform: Platform,
  { tenantId, concurrency = 4, onProgress, pause }: RefreshOptions = {},
): Promise<RefreshedStatistics> {
  const report: RefreshedStatistics = { counted: 0, failed: [] };
  let waiting: CountedStatistics[] = [];
  const keep = async () => {
    const rows = waiting;
    waiting = [];
    await keepStatistics(platform.catalog, rows);
  };
  const which = { statuses: readable, tenantId };
  const total = onProgress ? await countTenants(platform, which) : 0;
  let ahead: Ahead | undefined;
  // One by one, each closed tenant would be a question to the catalog, which takes as long as the tenant does.
  const onPage = async (page: readonly TenantName[]) => {
    ahead = await platform.tenancy.lookAhead(page.map(({ id }) => id));
  };
  await eachTenant(platform, { ...which, concurrency, onPage }, async (tenant) => {
    try {
      waiting.push(await countTenant(platform, tenant, ahead));
      report.counted += 1;
    } catch (error) {
      report.failed.push({ slug: tenant.slug, code: codeOf(error) ?? "unexpected" });
    }
    if (waiting.length >= batch) await keep();
    onProgress?.(report.counted + report.failed.length, total);
    await pause?.();
  });
  await keep();
  await keepFleetDay(platform.catalog, new Date());
  return report;
}

async function countTenant(
  platform: Platform,
  { id }: TenantName,
  ahead: Ahead | undefined,
): Promise<CountedStatistics> {
  const computedAt = new Date();
  const { bytes, ...figures } = await readFigures(platform, id, computedAt, ahead);
  return { tenantId: id, ...figures, bytes: bytes === null ? null : BigInt(bytes), computedAt };
}
