import { dialectOf } from "@acre/tenancy";
import type { TenantContext } from "../../context";
import { trialEnded } from "./end-trials";

/** What a context needs to know of a tenant, as it is asked of the catalog. */
export const tenantColumns = {
  id: true,
  slug: true,
  isolation: true,
  status: true,
  statusReason: true,
  deleteAt: true,
} as const;

interface TenantRow {
  id: string;
  slug: string;
  isolation: string;
  status: string;
  statusReason: string | null;
  deleteAt: Date | null;
}

/** The tenant of a context. */
export function tenantOf(row: TenantRow): TenantContext["tenant"] {
  const { id, slug, isolation, status, statusReason, deleteAt } = row;
  return {
    id,
    slug,
    engine: dialectOf(isolation),
    readOnly: status === "read_only" || deleteAt !== null,
    trialEnded: status === "read_only" && statusReason === trialEnded,
    deleteAt,
  };
}
