import { AppError } from "../../errors";
import type { Platform } from "../platform";
import { branchParts } from "./branch-view";

/**
 * The branch that an operator names, with its migrations and previews.
 * @throws AppError `not_found` naming what was asked for
 */
export async function findBranch({ catalog }: Pick<Platform, "catalog">, name: string) {
  const branch = await catalog.branch.findUnique({ where: { name }, include: branchParts });
  if (branch) return branch;
  throw new AppError(
    "not_found",
    `There is no branch "${name}". \`acre branch list\` shows those there are.`,
  );
}
