import { listTenantStatistics } from "@acre/core/platform";
import type { Metadata } from "next";
import Link from "next/link";
import { PageBody } from "@/components/page-body";
import { EmptyState } from "@/components/ui/empty-state";
import { countOf, sizeOf } from "@/features/admin/figures";
import { Pager } from "@/features/admin/pager";
import { TenantFilters } from "@/features/admin/tenant-filters";
import { readTenantQuery } from "@/features/admin/tenant-query";
import { TenantTable } from "@/features/admin/tenant-table";
import { requireOperator } from "@/server/operator";

export const metadata: Metadata = { title: "Tenants" };

interface TenantsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AdminTenantsPage({ searchParams }: TenantsPageProps) {
  const { platform } = await requireOperator("/admin/tenants");
  const query = readTenantQuery(await searchParams);
  const { tenants, totals, page, pages } = await listTenantStatistics(platform, query);
  const places = platform.tenancy.places().map(({ datasource }) => datasource);
  return (
    <PageBody
      title="Tenants"
      intro={`${countOf(totals.tenants)} tenants, ${countOf(totals.users)} people, ${countOf(totals.tasks)} tasks, ${sizeOf(totals.bytes)}`}
    >
      <TenantFilters query={query} places={places} />
      {tenants.length > 0 ? (
        <TenantTable tenants={tenants} query={query} />
      ) : (
        <EmptyState
          title="No tenant is like that."
          action={
            <Link href="/admin/tenants" className="tap underline">
              Show all of them
            </Link>
          }
        />
      )}
      <Pager query={query} page={page} pages={pages} />
    </PageBody>
  );
}
