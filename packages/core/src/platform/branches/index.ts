// Branches: schema changes tried on previews of tenants before the fleet gets them.
export type { BranchView } from "./branch-view";
export { createBranch } from "./create-branch";
export { deleteBranch } from "./delete-branch";
export { type CandidateInput, type CreateBranchInput, candidateInput, createBranchInput } from "./inputs";
export { branchChanges, listBranches, showBranch } from "./list-branches";
export { type MergedBranch, mergeBranch } from "./merge-branch";
export { migrateBranch } from "./migrate-branch";
