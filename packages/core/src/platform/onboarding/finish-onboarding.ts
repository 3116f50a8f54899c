import type { TenantDb } from "@acre/db";
import type { CatalogTx } from "@acre/db/platform";
import type { TenantRecord } from "@acre/tenancy";
import type { Platform } from "../platform";
import { seedWorkspace } from "./seed-workspace";

/** A row of the ledger, and what it is of. */
export type FoundOnboarding = NonNullable<Awaited<ReturnType<typeof findOnboarding>>>;

async function findOnboarding(catalog: CatalogTx, id: string) {
  return catalog.onboarding.findUnique({
    where: { id },
    include: {
      tenant: { select: { id: true, slug: true, status: true } },
      account: { select: { email: true } },
    },
  });
}

export interface OnboardingResult {
  /** The slug of the workspace. */
  tenant: string;
  adminId: string;
  projectId: string;
}

/**
 * The rest of the saga: the tenant's datasource, its first content, and its opening. Every step is repeatable and finds
 * out by itself whether it has been done, so this may be called any number of times, after a crash anywhere.
 * @returns null when the ledger row is gone: somebody else has just finished it
 */
export async function finishOnboarding(
  platform: Platform,
  onboardingId: string,
): Promise<OnboardingResult | null> {
  const onboarding = await findOnboarding(platform.catalog, onboardingId);
  return onboarding && finishFound(platform, onboarding);
}

/**
 * As `finishOnboarding`, of one that was read, or written, just now.
 * @param record the tenant's, for whoever wrote it just now
 */
export async function finishFound(
  platform: Platform,
  onboarding: FoundOnboarding,
  record?: TenantRecord,
): Promise<OnboardingResult> {
  const { catalog, tenancy } = platform;
  const { tenant } = onboarding;
  if (tenant.status === "provisioning") {
    // Its opening takes the ledger row along, in one commit.
    await tenancy.tenants.provision(tenant.id, {
      record,
      prepare: (db: TenantDb) => seedWorkspace(db, { ...onboarding, adminEmail: onboarding.account.email }),
    });
  } else {
    // Opened by an earlier version, which then was killed.
    await catalog.onboarding.deleteMany({ where: { id: onboarding.id } });
  }
  return { tenant: tenant.slug, adminId: onboarding.adminUserId, projectId: onboarding.projectId };
}
