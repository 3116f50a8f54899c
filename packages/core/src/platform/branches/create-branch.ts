import { randomUUID } from "node:crypto";
import type { TenantDb } from "@acre/db";
import { isUniqueViolation } from "@acre/db";
import { newTenantId, type TenantRecord } from "@acre/tenancy";
import { AppError } from "../../errors";
import { silenceWebhooks } from "../../webhooks/silence";
import { audited } from "../operators/audited";
import { findTenant } from "../operators/find-tenant";
import type { Operator } from "../operators/operator";
import { assertStillThere } from "../operators/still-there";
import type { Platform } from "../platform";
import { type BranchView, viewOf } from "./branch-view";
import { deletePreviews, removePreview } from "./delete-branch";
import { findBranch } from "./find-branch";
import { type CreateBranchInput, createBranchInput } from "./inputs";

/**
 * Makes a branch, with a copy of each of these tenants on which its migrations are tried. Their members can open it.
 * All or nothing.
 * @throws AppError `not_found`, `invalid_input` for a name that is taken; what `Tenants.copy` throws
 */
export async function createBranch(operator: Operator, input: CreateBranchInput): Promise<BranchView> {
  const { platform } = operator;
  const { name, from } = createBranchInput.parse(input);
  const sources: TenantRecord[] = [];
  for (const slug of new Set(from)) sources.push(await findTenant(platform, slug));
  const detail = { branch: name, previews: sources.length };
  return audited(operator, { action: "branch.created", tenantId: null, detail }, async () => {
    const { id } = await reserve(platform, name);
    try {
      for (const source of sources) await makePreview(platform, id, source);
    } catch (error) {
      await deletePreviews(platform, id);
      await platform.catalog.branch.delete({ where: { id } });
      throw error;
    }
    return viewOf(platform, await findBranch(platform, name));
  });
}

async function reserve({ catalog }: Platform, name: string): Promise<{ id: string }> {
  try {
    return await catalog.branch.create({ data: { name }, select: { id: true } });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError("invalid_input", `There is a branch "${name}" already. Choose another name.`);
  }
}

async function makePreview(platform: Platform, branchId: string, source: TenantRecord): Promise<void> {
  const { catalog, tenancy } = platform;
  const id = newTenantId();
  // Before anybody sees it: it is listed nowhere.
  const prepare = async (db: TenantDb) => {
    await silenceWebhooks(db, "This is a preview of a branch.");
    await catalog.$transaction([
      catalog.tenant.update({ where: { id }, data: { previewOf: branchId } }),
      catalog.branchPreview.create({ data: { branchId, tenantId: source.id, previewId: id } }),
    ]);
  };
  const slug = `preview_${randomUUID().replaceAll("-", "").slice(0, 16)}`;
  await tenancy.tenants.copy(source.id, { id, slug, datasource: placeFor(platform, source), prepare });
  await assertStillThere(platform, source, () => removePreview(platform, id));
}

// Tables that tenants share are of one version: such a tenant's preview gets some of its own.
function placeFor({ tenancy }: Platform, { isolation, datasource }: TenantRecord): string {
  if (isolation !== "row") return datasource;
  const place = tenancy.places().find((one) => one.isolation === "schema");
  if (place) return place.datasource;
  throw new AppError(
    "invalid_input",
    "There is no place for schemas, in which a preview of this tenant could be put.",
  );
}
