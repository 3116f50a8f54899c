import { parseRole, type Role } from "../../rights";
import type { Platform } from "../platform";
import { notDue } from "./deletion-date";
import { membershipsOf } from "./for-each-membership";

/** A workspace as its switcher shows it. */
export interface WorkspaceSummary {
  slug: string;
  name: string;
  role: Role;
}

/**
 * The finished workspaces in which the account is an active member, by name. One that cannot be opened right now
 * is left out, so that it does not take the others with it.
 */
export async function listWorkspaces(platform: Platform, accountId: string): Promise<WorkspaceSummary[]> {
  const tenants = await membershipsOf(platform, accountId);
  const found = await Promise.all(tenants.map((tenant) => summarize(platform, accountId, tenant)));
  return found.filter((summary) => summary !== null).sort((a, b) => a.name.localeCompare(b.name));
}

/** The slugs of the account's workspaces that are suspended: nothing else can be read of them. */
export async function listSuspended(platform: Platform, accountId: string): Promise<string[]> {
  const memberships = await platform.catalog.membership.findMany({
    where: { accountId, tenant: { status: "suspended", ...notDue() } },
    include: { tenant: { select: { slug: true } } },
    orderBy: { tenantId: "asc" },
  });
  return memberships.map(({ tenant }) => tenant.slug);
}

async function summarize(
  platform: Platform,
  accountId: string,
  tenant: { id: string; slug: string },
): Promise<WorkspaceSummary | null> {
  try {
    const db = await platform.tenancy.connectById(tenant.id);
    const user = await db.user.findUnique({ where: { accountId } });
    const role = user?.active ? parseRole(user.role) : null;
    const settings = role ? await db.companySettings.findFirst() : null;
    return role && settings ? { slug: tenant.slug, name: settings.name, role } : null;
  } catch (error) {
    platform.warn(`Workspace ${tenant.slug} could not be opened`, error);
    return null;
  }
}
