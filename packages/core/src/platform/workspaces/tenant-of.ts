import type { TenantContext } from "../../context";

/** What a context needs to know of a tenant, as it is asked of the catalog. */
export const tenantColumns = { id: true, slug: true, isolation: true, status: true, deleteAt: true } as const;

interface TenantRow {
  id: string;
  slug: string;
  isolation: string;
  status: string;
  deleteAt: Date | null;
}

/** The tenant of a context. */
export function tenantOf({ id, slug, isolation, status, deleteAt }: TenantRow): TenantContext["tenant"] {
  return {
    id,
    slug,
    engine: isolation === "database" ? "sqlite" : "postgresql",
    readOnly: status === "read_only" || deleteAt !== null,
    deleteAt,
  };
}
