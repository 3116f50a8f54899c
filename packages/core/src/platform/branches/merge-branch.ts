import { beginMerge } from "@acre/db/platform";
import { AppError } from "../../errors";
import { deployMigrations, resumeMigrations, type Watching } from "../migrations/deploy-migrations";
import type { DeployInput } from "../migrations/inputs";
import type { RunSummary } from "../migrations/run-summary";
import { audited } from "../operators/audited";
import type { Operator } from "../operators/operator";
import type { Platform } from "../platform";
import { deletePreviews } from "./delete-branch";
import { findBranch } from "./find-branch";
import { withBranchEngine } from "./with-branch-engine";

export interface MergedBranch {
  name: string;
  /** `merging` while its run is paused. */
  status: "merging" | "merged";
  migrations: string[];
  run: RunSummary | null;
}

/**
 * Deploys a branch's migrations to the fleet, as `deployMigrations` does, and removes its previews when that has ended.
 * From the moment the run begins, and not before, they belong to what every process that opens the installation takes
 * tenants through. Cut off or paused, it is gone on with by merging again.
 * @throws AppError `not_found`, `invalid_input` for a branch without migrations; what `deployMigrations` throws
 */
export async function mergeBranch(
  operator: Operator,
  name: string,
  input: DeployInput = {},
  watching: Watching = {},
): Promise<MergedBranch> {
  const { platform } = operator;
  const branch = await findBranch(platform, name);
  if (branch.migrations.length === 0)
    throw new AppError("invalid_input", `Branch ${name} changes nothing yet: acre branch migrate ${name} …`);
  return audited(operator, { action: "branch.merged", tenantId: null, detail: { branch: name } }, () =>
    withBranchEngine(platform, branch.migrations, async (tenancy, history) => {
      const { ledger, catalog } = platform;
      const merging: Platform = { ...platform, tenancy, history, runs: tenancy.migrations.runs(ledger) };
      const inBranch: Operator = { ...operator, platform: merging };
      const migrations = branch.migrations.map((migration) => migration.name);
      const merged = { id: branch.id, migrations };
      const open = await ledger.open();
      const run =
        open?.plan.branch?.id === branch.id
          ? await resumeMigrations(inBranch, watching)
          : await deployMigrations(inBranch, input, watching, merged);
      // Those that failed are the run's to be done again.
      if (run !== null && run.finishedAt === null) return { name, status: "merging", migrations, run };
      await catalog.$transaction(async (tx) => {
        // Where there was no tenant to be migrated, no run began it.
        await beginMerge(tx, merged);
        await tx.branch.update({ where: { id: branch.id }, data: { status: "merged" } });
      });
      await deletePreviews(merging, branch.id);
      return { name, status: "merged", migrations, run };
    }),
  );
}
