import {
  type AppTenancy,
  type CandidateMigration,
  type TenantHistory,
  withCandidates,
} from "@acre/db/platform";
import type { Platform } from "../platform";

/** Runs `work` with the engine opened once more, for tenants that go through these migrations as well. */
export async function withBranchEngine<T>(
  platform: Platform,
  candidates: readonly CandidateMigration[],
  work: (tenancy: AppTenancy, history: TenantHistory) => Promise<T>,
): Promise<T> {
  const history = withCandidates(platform.history, candidates);
  const tenancy = await platform.openTenancy(history);
  try {
    return await work(tenancy, history);
  } finally {
    await tenancy.close();
  }
}
