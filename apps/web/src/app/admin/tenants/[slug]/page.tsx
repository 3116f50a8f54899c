import { isAppError } from "@acre/core";
import { listPlaces, readTenantPage } from "@acre/core/platform";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { PageBody } from "@/components/page-body";
import { BackupTable } from "@/features/admin/backup-table";
import { EventList } from "@/features/admin/event-list";
import { ImpersonationList } from "@/features/admin/impersonation-list";
import { Section } from "@/features/admin/section";
import { TenantActions } from "@/features/admin/tenant-actions";
import { TenantHead } from "@/features/admin/tenant-head";
import { requireOperator } from "@/server/operator";

interface TenantPageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ before?: string }>;
}

export const metadata: Metadata = { title: "Tenant" };

export default async function AdminTenantPage({ params, searchParams }: TenantPageProps) {
  const { slug } = await params;
  const operator = await requireOperator(`/admin/tenants/${slug}`);
  const { before } = await searchParams;
  const [page, places] = await Promise.all([
    readTenantPage(operator, slug, before).catch(orLost),
    listPlaces(operator),
  ]);
  const { tenant, backups, impersonations, events, nextCursor } = page;
  return (
    <PageBody
      title={tenant.slug}
      actions={
        <TenantActions
          tenant={{
            slug: tenant.slug,
            status: tenant.status,
            datasource: tenant.datasource,
            places: places.map(({ name, isolation }) => ({ name, isolation })),
            backups: backups.map(({ id, createdAt, reason }) => ({
              id,
              label: `${createdAt.slice(0, 16).replace("T", " ")} UTC (${reason})`,
            })),
          }}
        />
      }
    >
      <Section title="Placement">
        <TenantHead page={page} />
      </Section>
      <Section title="Backups">
        <BackupTable backups={backups} />
      </Section>
      <Section title="Operators who looked inside">
        <ImpersonationList impersonations={impersonations} />
      </Section>
      <Section title="Log">
        <EventList events={events} />
        {nextCursor && (
          <Link
            className="tap mt-3 inline-block underline"
            href={`/admin/tenants/${slug}?before=${nextCursor}`}
          >
            Older
          </Link>
        )}
      </Section>
    </PageBody>
  );
}

function orLost(error: unknown): never {
  if (isAppError(error) && (error.code === "not_found" || error.code === "invalid_input")) notFound();
  throw error;
}
