import { findTenant } from "./find-tenant";
import type { Operator } from "./operator";
import { presentTenant, type TenantSummary } from "./tenant-summary";

/** One tenant, with what the catalog knows of it. */
export interface TenantDetails extends TenantSummary {
  /** Accounts that may knock on its door. */
  memberships: number;
  /** Whether new tenants may be copied from it. */
  template: boolean;
  /** When it is to be erased, if its owner asked for that. ISO 8601 instant. */
  deleteAt: string | null;
  /** What it takes on the disk; an estimate on shared tables. Null where that cannot be told. */
  bytes: number | null;
}

/** @throws AppError `not_found` */
export async function showTenant({ platform }: Operator, slug: string): Promise<TenantDetails> {
  const record = await findTenant(platform, slug);
  const row = await platform.catalog.tenant.findUniqueOrThrow({
    where: { id: record.id },
    select: { template: true, deleteAt: true, _count: { select: { memberships: true } } },
  });
  return {
    ...presentTenant(record),
    memberships: row._count.memberships,
    template: row.template,
    deleteAt: row.deleteAt?.toISOString() ?? null,
    bytes: await platform.tenancy.tenants.size(record.id),
  };
}
