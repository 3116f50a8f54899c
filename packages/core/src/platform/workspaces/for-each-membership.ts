import type { TenantDb } from "@acre/db";
import { tellAppended } from "../../audit/appended";
import type { Platform } from "../platform";
import { connectTenant } from "./connect-tenant";
import { notDue } from "./deletion-date";

/** The finished workspaces an account may knock at, by id; those that can be written to, or all. */
export async function membershipsOf(
  platform: Platform,
  accountId: string,
  which: "all" | "writable" = "all",
): Promise<{ id: string; slug: string }[]> {
  const tenant =
    which === "all"
      ? { status: { in: ["active", "read_only", "moving"] }, ...notDue() }
      : { status: { in: ["active", "moving"] }, deleteAt: null };
  const memberships = await platform.catalog.membership.findMany({
    where: { accountId, tenant },
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
  which: "all" | "writable" = "all",
): Promise<void> {
  for (const { id, slug } of await membershipsOf(platform, accountId, which)) {
    await work(await connectTenant(platform, id), slug);
    // What was done may have been written down there.
    tellAppended({ tenantId: id, seq: 0, queued: "perhaps" });
  }
}
