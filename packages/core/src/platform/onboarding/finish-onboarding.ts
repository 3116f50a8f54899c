import type { TenantDb } from "@acre/db";
import type { Platform } from "../platform";
import { seedWorkspace } from "./seed-workspace";

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
  const { catalog, tenancy } = platform;
  const onboarding = await catalog.onboarding.findUnique({
    where: { id: onboardingId },
    include: { tenant: true, account: true },
  });
  if (!onboarding) return null;
  const { tenant } = onboarding;
  if (tenant.status === "provisioning") {
    // Its opening takes the ledger row along, in one commit.
    await tenancy.tenants.provision(tenant.id, {
      prepare: (db: TenantDb) => seedWorkspace(db, { ...onboarding, adminEmail: onboarding.account.email }),
    });
  } else {
    // Opened by an earlier version, which then was killed.
    await catalog.onboarding.deleteMany({ where: { id: onboarding.id } });
  }
  return { tenant: tenant.slug, adminId: onboarding.adminUserId, projectId: onboarding.projectId };
}
