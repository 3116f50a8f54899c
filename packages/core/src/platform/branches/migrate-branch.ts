import type { CandidateMigration } from "@acre/db/platform";
import { TenancyError } from "@acre/tenancy";
import { AppError } from "../../errors";
import { judgeMigration } from "../migrations/judge-migrations";
import { audited } from "../operators/audited";
import type { Operator } from "../operators/operator";
import type { Platform } from "../platform";
import { type BranchView, viewOf } from "./branch-view";
import { findBranch } from "./find-branch";
import { type CandidateInput, candidateInput } from "./inputs";
import { withBranchEngine } from "./with-branch-engine";

/**
 * Adds a migration to a branch, once it went well on a copy of each preview, and brings the previews up to date. Without
 * one, that alone.
 * @throws AppError `not_found`, `invalid_input` for a branch that is not open; TenancyError `migration_failed`,
 *   `statement_refused`
 */
export async function migrateBranch(
  operator: Operator,
  name: string,
  candidate?: CandidateInput,
): Promise<BranchView> {
  const { platform } = operator;
  const branch = await findBranch(platform, name);
  if (branch.status !== "open") throw settled(name, branch.status);
  const wanted =
    candidate === undefined ? null : named(platform, branch.migrations, candidateInput.parse(candidate));
  // Throws for what cannot be read.
  if (wanted !== null) judgeMigration(wanted);
  const detail = { branch: name, migration: wanted?.name ?? null };
  return audited(operator, { action: "branch.migrated", tenantId: null, detail }, async () => {
    const candidates = [...branch.migrations, ...(wanted === null ? [] : [wanted])];
    const ids = branch.previews.map(({ previewId }) => previewId);
    await withBranchEngine(platform, candidates, async ({ migrations, tenants }) => {
      const there: string[] = [];
      for (const id of ids) if (await tenants.getById(id)) there.push(id);
      for (const id of wanted === null ? [] : there) {
        const { error } = await migrations.rehearse(id);
        if (error !== null) throw new TenancyError("migration_failed", error);
      }
      if (wanted !== null) await takeIn(platform, branch, wanted);
      for (const id of there) await migrations.migrate(id);
    });
    return viewOf(platform, await findBranch(platform, name));
  });
}

/** Adds a migration to a branch that is open still: trying it took a while, in which somebody may have merged it. */
async function takeIn(
  { catalog }: Platform,
  { id, name }: { id: string; name: string },
  wanted: CandidateMigration,
): Promise<void> {
  await catalog.$transaction(async (tx) => {
    // Written, so that a merge that begins right now waits for this, or this for the merge.
    const open = { where: { id, status: "open" }, data: { updatedAt: new Date() } };
    if ((await tx.branch.updateMany(open)).count === 0) throw settled(name, "not open any more");
    await tx.branchMigration.create({ data: { branchId: id, ...wanted } });
  });
}

function settled(name: string, status: string): AppError {
  return new AppError("invalid_input", `Branch ${name} is ${status}: what it changes is settled.`);
}

/** The candidate with the time before its name, after everything that there is. */
function named(
  { history }: Platform,
  others: readonly { name: string }[],
  { name, ...sql }: CandidateMigration,
): CandidateMigration {
  const now = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const stamps = [...history.sqlite, ...history.postgresql, ...others].map((one) => one.name.slice(0, 14));
  const newest =
    stamps
      .filter((stamp) => /^\d{14}$/.test(stamp))
      .sort()
      .at(-1) ?? "0";
  const stamp = now > newest ? now : String(BigInt(newest) + 1n);
  return { name: `${stamp}_${name}`, ...sql };
}
