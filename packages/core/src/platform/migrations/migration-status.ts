import type { Operator } from "../operators/operator";
import { type RunSummary, summaryOf } from "./run-summary";

/** Where the fleet stands, by the catalog alone: no tenant is opened. */
export interface MigrationStatus {
  tenants: { total: number; current: number; behind: number };
  /** Those behind, as many as are alike. */
  groups: { datasource: string; schemaVersion: string | null; tenants: number }[];
  /** The migrations that some of them lack. */
  migrations: string[];
  /** The newest run; null when there was none. */
  run: RunSummary | null;
}

export async function migrationStatus({ platform }: Operator): Promise<MigrationStatus> {
  const { ledger, runs } = platform;
  const [total, lag, run] = [await ledger.count(), await runs.lag(), await ledger.latest()];
  return {
    tenants: { total, current: total - lag.tenants, behind: lag.tenants },
    groups: lag.groups,
    migrations: [...new Set([...lag.migrations.sqlite, ...lag.migrations.postgresql])].sort(),
    run: run && (await summaryOf(platform, run)),
  };
}
