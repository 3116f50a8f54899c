import { retryConflicts } from "@acre/db";
import { type CatalogTx, createTenantKeys, isFreeSlug, tenantRecordOf } from "@acre/db/platform";
import { newTenantId, slugCandidates, type TenantRecord } from "@acre/tenancy";
import type { Platform } from "../platform";
import type { FoundOnboarding } from "./finish-onboarding";

/** Whose workspace is to be made. */
export interface Founder {
  accountId: string;
  email: string;
  newAccount: boolean;
}

/**
 * The first step: everything the catalog has to know of a workspace to be, the key of its file too, in one transaction,
 * with the ledger row that lets anybody finish it. Until it is finished the tenant is `provisioning` and nobody can open it.
 * @param prepare runs in the same transaction and says whose workspace it is; runs again when another workspace takes
 *   the slug first
 * @returns the ledger row, and the record of the tenant
 */
export async function reserveWorkspace(
  platform: Platform,
  { companyName, adminName }: { companyName: string; adminName: string },
  prepare: (tx: CatalogTx) => Promise<Founder>,
): Promise<{ onboarding: FoundOnboarding; record: TenantRecord }> {
  const { isolation, datasource } = await platform.tenancy.placeNewTenant();
  const reserve = async (tx: CatalogTx) => {
    const { accountId, email, newAccount } = await prepare(tx);
    const tenantId = newTenantId();
    const { onboarding, ...tenant } = await tx.tenant.create({
      data: {
        id: tenantId,
        slug: await freeSlug(tx, companyName),
        status: "provisioning",
        isolation,
        datasource,
        memberships: { create: { accountId } },
        onboarding: {
          create: {
            accountId,
            newAccount,
            companyName,
            adminName,
            adminUserId: newTenantId(),
            projectId: newTenantId(),
          },
        },
      },
      include: { onboarding: true },
    });
    if (!onboarding) throw new Error("The row of the ledger that was just written is not there.");
    const keys = createTenantKeys(tx, platform.masterKeys);
    await platform.tenancy.reserveKey(tenantId, datasource, keys);
    return { onboarding: { ...onboarding, tenant, account: { email } }, record: tenantRecordOf(tenant) };
  };
  return retryConflicts(() => platform.catalog.$transaction(reserve));
}

async function freeSlug(tx: CatalogTx, companyName: string): Promise<string> {
  for (const slug of slugCandidates(companyName)) {
    if (await isFreeSlug(tx, slug)) return slug;
  }
  throw new Error("The candidates for a slug do not end.");
}
