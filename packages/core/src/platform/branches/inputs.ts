import { z } from "zod";

/** A branch's name stands in addresses, after the workspace's: `/acme_corp@estimates`. */
export const branchName = z
  .string()
  .trim()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, "A branch is called by up to 40 small letters, digits and underscores.");

export const createBranchInput = z.strictObject({
  name: branchName,
  /** Slugs of the tenants that get a preview. */
  from: z.array(z.string().trim().min(1)).min(1, "Say with --from which tenants get a preview.").max(20),
});
export type CreateBranchInput = z.input<typeof createBranchInput>;

/** A schema change to be tried. */
export const candidateInput = z.strictObject({
  /** What it is called, in snake case; the time is put before it. */
  name: z
    .string()
    .trim()
    .regex(/^[a-z][a-z0-9_]{1,60}$/, "A migration is called in snake case, such as add_estimates."),
  sqlite: z.string().trim().min(1).max(1_000_000),
  postgresql: z.string().trim().min(1).max(1_000_000),
});
export type CandidateInput = z.input<typeof candidateInput>;
