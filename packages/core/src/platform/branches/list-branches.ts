import type { JudgedMigration } from "../migrations/judge-migrations";
import { judgeMigration } from "../migrations/judge-migrations";
import type { Operator } from "../operators/operator";
import { type BranchView, branchParts, viewOf } from "./branch-view";
import { findBranch } from "./find-branch";

export async function listBranches({ platform }: Operator): Promise<BranchView[]> {
  const branches = await platform.catalog.branch.findMany({ include: branchParts, orderBy: { name: "asc" } });
  return Promise.all(branches.map((branch) => viewOf(platform, branch)));
}

/** @throws AppError `not_found` */
export async function showBranch({ platform }: Operator, name: string): Promise<BranchView> {
  return viewOf(platform, await findBranch(platform, name));
}

/** What a branch changes, and what that risks. @throws AppError `not_found` */
export async function branchChanges(
  { platform }: Operator,
  name: string,
): Promise<(JudgedMigration & { sqlite: string; postgresql: string })[]> {
  const { migrations } = await findBranch(platform, name);
  return migrations.map(({ name: migration, sqlite, postgresql }) => ({
    ...judgeMigration({ name: migration, sqlite, postgresql }),
    sqlite,
    postgresql,
  }));
}
