import { codeHistory } from "@acre/db/platform";
import { isTenancyError } from "@acre/tenancy";
import { AppError } from "../../errors";
import { audited } from "../operators/audited";
import { forgetTenant } from "../operators/forget-tenant";
import type { Operator } from "../operators/operator";
import type { Platform } from "../platform";
import { findBranch } from "./find-branch";

/**
 * Removes a branch with its previews. One that was merged goes when the code carries its migrations: until then tenants
 * have what only the branch knows.
 * @throws AppError `not_found`, `invalid_input`
 */
export async function deleteBranch(
  operator: Operator,
  name: string,
): Promise<{ name: string; previews: number }> {
  const { platform } = operator;
  const { id, status, migrations, previews } = await findBranch(platform, name);
  if (status !== "open") {
    const carried = new Set(codeHistory().sqlite.map((migration) => migration.name));
    const missing = migrations.find((migration) => !carried.has(migration.name));
    if (missing !== undefined)
      throw new AppError(
        "invalid_input",
        `Branch ${name} is ${status}, and the code does not carry ${missing.name} yet. Put it there first: acre branch changes ${name} --write, then node packages/db/scripts/generate.mjs`,
      );
  }
  return audited(
    operator,
    { action: "branch.deleted", tenantId: null, detail: { branch: name } },
    async () => {
      await deletePreviews(platform, id);
      await platform.catalog.branch.delete({ where: { id } });
      return { name, previews: previews.length };
    },
  );
}

/** Removes a branch's previews, those too that were never finished. Doing it twice is doing it once. */
export async function deletePreviews(platform: Platform, branchId: string): Promise<void> {
  const { catalog } = platform;
  const made = await catalog.branchPreview.findMany({ where: { branchId }, select: { previewId: true } });
  const known = await catalog.tenant.findMany({ where: { previewOf: branchId }, select: { id: true } });
  for (const id of new Set([...made.map(({ previewId }) => previewId), ...known.map((row) => row.id)]))
    await removePreview(platform, id);
}

/** Removes the previews of a tenant that is erased: its data is in them too. */
export async function deletePreviewsOf(platform: Platform, tenantId: string): Promise<void> {
  const previews = await platform.catalog.branchPreview.findMany({ where: { tenantId } });
  for (const { previewId } of previews) await removePreview(platform, previewId);
}

/** Removes one preview. Doing it twice is doing it once. */
export async function removePreview({ catalog, tenancy }: Platform, id: string): Promise<void> {
  try {
    await tenancy.tenants.delete(id);
  } catch (error) {
    if (!isTenancyError(error, "tenant_not_found")) throw error;
  }
  await forgetTenant(catalog, id);
  await catalog.branchPreview.deleteMany({ where: { previewId: id } });
}
