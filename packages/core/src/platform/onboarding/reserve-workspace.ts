import { retryConflicts } from "@acre/db";
import { type CatalogTx, createTenantKeys, isResting } from "@acre/db/platform";
import { newTenantId, slugCandidates } from "@acre/tenancy";
import type { Platform } from "../platform";

/**
 * The first step: everything the catalog has to know of a workspace to be, the key of its file too, in one transaction,
 * with the ledger row that lets anybody finish it. Until it is finished the tenant is `provisioning` and nobody can open it.
 * @param prepare runs in the same transaction and says whose workspace it is; runs again when another workspace takes
 *   the slug first
 * @returns the id of the ledger row
 */
export async function reserveWorkspace(
  platform: Platform,
  { companyName, adminName }: { companyName: string; adminName: string },
  prepare: (tx: CatalogTx) => Promise<{ accountId: string; newAccount: boolean }>,
): Promise<string> {
  const { isolation, datasource } = await platform.tenancy.placeNewTenant();
  const reserve = async (tx: CatalogTx) => {
    const { accountId, newAccount } = await prepare(tx);
    const tenant = await tx.tenant.create({
      data: {
        id: newTenantId(),
        slug: await freeSlug(tx, companyName),
        status: "provisioning",
        isolation,
        datasource,
      },
    });
    const keys = createTenantKeys(tx, platform.masterKeys);
    await platform.tenancy.reserveKey(tenant.id, datasource, keys);
    await tx.membership.create({ data: { accountId, tenantId: tenant.id } });
    const onboarding = await tx.onboarding.create({
      data: {
        tenantId: tenant.id,
        accountId,
        newAccount,
        companyName,
        adminName,
        adminUserId: newTenantId(),
        projectId: newTenantId(),
      },
    });
    return onboarding.id;
  };
  return retryConflicts(() => platform.catalog.$transaction(reserve));
}

async function freeSlug(tx: CatalogTx, companyName: string): Promise<string> {
  for (const slug of slugCandidates(companyName)) {
    if (await tx.tenant.findUnique({ where: { slug }, select: { id: true } })) continue;
    if (await isResting(tx, slug)) continue;
    return slug;
  }
  throw new Error("The candidates for a slug do not end.");
}
