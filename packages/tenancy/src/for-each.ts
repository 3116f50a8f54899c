import type { Engine } from "./engine";
import type { TenantRecord } from "./registry";
import { assertConnectable } from "./tenant-states";
import { eachAtOnce, everyTenant } from "./walk";

export interface TenantFailure {
  id: string;
  slug: string;
  error: unknown;
}

export interface ForEachProgress {
  done: number;
  tenant: TenantRecord;
  /** Present when this tenant failed. */
  error?: unknown;
}

export interface ForEachOptions {
  /** Tenants worked on at once; 4 unless said. */
  concurrency?: number;
  /** Called after each tenant. What it throws ends the walk, after those under way. */
  onProgress?: (progress: ForEachProgress) => void;
}

export interface ForEachReport {
  succeeded: number;
  failed: TenantFailure[];
}

/** Runs `work` on every active tenant with a handle on that tenant alone. See `Tenancy.forEach`. */
export async function forEachTenant<Client>(
  engine: Engine<Client>,
  work: (db: Client, tenant: TenantRecord) => Promise<void>,
  options: ForEachOptions,
): Promise<ForEachReport> {
  const report: ForEachReport = { succeeded: 0, failed: [] };

  async function one(tenant: TenantRecord): Promise<void> {
    const error = await failureOf(async () => {
      assertConnectable(tenant);
      await work(engine.client(tenant), tenant);
    });
    if (error === null) report.succeeded++;
    else report.failed.push({ id: tenant.id, slug: tenant.slug, error: error.reason });
    const done = report.succeeded + report.failed.length;
    options.onProgress?.({ done, tenant, ...(error === null ? {} : { error: error.reason }) });
  }

  await eachAtOnce(everyTenant(engine.registry, "active"), options.concurrency ?? 4, one);
  return report;
}

async function failureOf(work: () => Promise<void>): Promise<{ reason: unknown } | null> {
  try {
    await work();
    return null;
  } catch (reason) {
    return { reason };
  }
}
