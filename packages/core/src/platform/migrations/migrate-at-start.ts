import { isTenancyError } from "@acre/tenancy";
import type { BootReport } from "../boot";
import type { Platform } from "../platform";
import { assertDeployable } from "./assert-deployable";
import { summaryOf } from "./run-summary";

/**
 * Brings up to date what an older version left, before the first request is answered. What a run holds back is left
 * alone, as is what servers of an older version, that serve right now, would not survive: those tenants answer 503 here
 * and nobody else does.
 */
export async function migrateAtStart(
  platform: Platform,
  log: (line: string) => void,
): Promise<BootReport["tenants"]> {
  const { ledger, runs } = platform;
  const total = await ledger.count();
  const nothing = { total, migrated: 0, failed: [] };
  try {
    const open = await ledger.open();
    if (open !== null && open.plan.origin !== "start") {
      log(
        `Migration run ${open.id} is ${open.status} at wave ${open.plan.waves[open.wave]?.name ?? "–"}. Workspaces that it has not reached answer 503 until \`acre migrate resume\`.`,
      );
      return nothing;
    }
    const lag = await runs.lag();
    if (open === null && lag.tenants === 0) return nothing;
    await assertDeployable(platform, lag);
    const outcome =
      open === null
        ? await runs.deploy({ origin: "start", health: "none", maxFailures: lag.tenants })
        : await runs.resume();
    if (outcome === null) return nothing;
    const { tenants, failed } = await summaryOf(platform, outcome.run);
    return { total, migrated: tenants.migrated, failed };
  } catch (error) {
    // Another server of this version is at it, or an operator began one just now.
    if (!isTenancyError(error)) throw error;
    const expected = ["run_open", "run_of_another_version", "migration_not_additive"];
    if (!expected.includes(error.code)) throw error;
    log(`${error.message} Workspaces of an older schema answer 503 here until then.`);
    return nothing;
  }
}
