import type { TenantDb } from "@acre/db";
import { type DriveOptions, defaultBudget, type RunOutcome, type RunPlan } from "@acre/tenancy";
import { audited } from "../operators/audited";
import { findTenant } from "../operators/find-tenant";
import type { Operator } from "../operators/operator";
import { assertDeployable } from "./assert-deployable";
import { budgetOf, type DeployInput, deployInput } from "./inputs";
import { readEveryTable } from "./read-every-table";
import { type RunSummary, summaryOf } from "./run-summary";

/** What whoever watches a run gives along. */
export type Watching = Pick<DriveOptions<TenantDb>, "ask" | "onProgress" | "signal" | "concurrency">;

/**
 * Brings the fleet up to date in waves; null when every tenant is. Cut off, it waits to be resumed. `branch` is the one that
 * is merged by it.
 * @throws AppError `not_found` for a canary; TenancyError `run_open`, `waves_invalid`, `migration_not_additive`,
 *   `run_of_another_version` for a branch that changed meanwhile
 */
export async function deployMigrations(
  operator: Operator,
  input: DeployInput = {},
  watching: Watching = {},
  branch?: RunPlan["branch"],
): Promise<RunSummary | null> {
  const { platform } = operator;
  const { canary, waves, maxFailures, healthCommand, health, force, concurrency } = deployInput.parse(input);
  const canaries: string[] = [];
  for (const slug of canary) canaries.push((await findTenant(platform, slug)).id);
  const lag = await platform.runs.lag();
  if (lag.tenants === 0) return null;
  if (!force) await assertDeployable(platform, lag);
  return inLog(operator, "fleet.migrated", { tenants: lag.tenants, force }, () =>
    platform.runs.deploy({
      ...watching,
      concurrency,
      read: readEveryTable,
      canaries,
      waves,
      maxFailures:
        maxFailures === undefined ? defaultBudget(lag.tenants) : budgetOf(maxFailures, lag.tenants),
      health: !health ? "none" : healthCommand === undefined ? "open" : "command",
      command: healthCommand,
      branch,
    }),
  );
}

/** Goes on with the run that is open. @throws TenancyError `run_missing`, `run_open`, `run_of_another_version` */
export async function resumeMigrations(
  operator: Operator,
  watching: Watching = {},
): Promise<RunSummary | null> {
  return inLog(operator, "fleet.migration_resumed", {}, () =>
    operator.platform.runs.resume({ ...watching, read: readEveryTable }),
  );
}

/** Has the tenants done again that failed in the newest run, and goes on with it. @throws as `resumeMigrations` */
export async function retryMigrations(
  operator: Operator,
  watching: Watching = {},
): Promise<RunSummary | null> {
  return inLog(operator, "fleet.migration_retried", {}, () =>
    operator.platform.runs.retry({ ...watching, read: readEveryTable }),
  );
}

/** Ends the run that is open; what is migrated stays so. @throws TenancyError `run_missing`, `run_open` */
export async function cancelMigrations(operator: Operator): Promise<RunSummary> {
  const { platform } = operator;
  return audited(operator, { action: "fleet.migration_cancelled", tenantId: null }, async () => {
    const { id } = await platform.runs.cancel();
    const run = await platform.ledger.latest();
    if (run?.id !== id) throw new Error(`Run ${id} is gone.`);
    return summaryOf(platform, run);
  });
}

function inLog(
  operator: Operator,
  action: string,
  detail: Record<string, string | number | boolean>,
  work: () => Promise<RunOutcome | null>,
): Promise<RunSummary | null> {
  return audited(operator, { action, tenantId: null, detail }, async () => {
    const outcome = await work();
    return outcome && summaryOf(operator.platform, outcome.run);
  });
}
