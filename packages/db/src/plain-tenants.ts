import type { CatalogDb } from "./store/catalog";

/**
 * The tenants in SQLite files that have no key yet, since an older version made them, or whose first encryption was
 * interrupted.
 */
export async function plainTenants(catalog: CatalogDb): Promise<{ id: string; slug: string }[]> {
  const keyed = await catalog.tenantKey.findMany({
    where: { NOT: { wrapped: "" } },
    select: { placeId: true },
  });
  const withKey = new Set(keyed.map(({ placeId }) => placeId));
  const tenants = await catalog.tenant.findMany({
    where: { isolation: "database", status: { in: ["active", "read_only", "suspended"] } },
    select: { id: true, slug: true },
    orderBy: { id: "asc" },
  });
  return tenants.filter(({ id }) => !withKey.has(id));
}
