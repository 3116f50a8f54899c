import type { TenantDb } from "@acre/db";
import type { Platform } from "../platform";
import { connectTenant } from "./connect-tenant";

/** The finished workspaces an account may knock at, by id. */
export async function membershipsOf(
  platform: Platform,
  accountId: string,
): Promise<{ id: string; slug: string }[]> {
  const memberships = await platform.catalog.membership.findMany({
    where: { accountId, tenant: { status: { in: ["active", "read_only", "moving"] } } },
    include: { tenant: { select: { id: true, slug: true } } },
    orderBy: { tenantId: "asc" },
  });
  return memberships.map(({ tenant }) => tenant);
}

/**
 * Runs `work` in every finished workspace the account belongs to, one after the other.
 * The first failure stops it and is thrown: what is done here is repeatable, so the caller tries again.
 */
export async function forEachMembership(
  platform: Platform,
  accountId: string,
  work: (db: TenantDb, slug: string) => Promise<void>,
): Promise<void> {
  for (const { id, slug } of await membershipsOf(platform, accountId)) {
    await work(await connectTenant(platform, id), slug);
  }
}
