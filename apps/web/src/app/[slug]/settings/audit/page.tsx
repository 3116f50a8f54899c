import { isAppError, listAudit, type TenantContext } from "@acre/core";
import { listAuditInput } from "@acre/core/inputs";
import type { Metadata } from "next";
import Link from "next/link";
import { PageBar } from "@/components/page-bar";
import { PageBody } from "@/components/page-body";
import { buttonClass } from "@/components/ui/button";
import { AuditExport } from "@/features/settings/audit-export";
import { AuditFilters, type AuditView } from "@/features/settings/audit-filters";
import { AuditList } from "@/features/settings/audit-list";
import { SettingsTabs } from "@/features/settings/settings-tabs";
import { readLabels, readMembers } from "@/features/workspace/read-directory";
import { openWorkspace } from "@/server/viewer";

export const metadata: Metadata = { title: "Audit log" };

interface AuditPageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AuditPage({ params, searchParams }: AuditPageProps) {
  const { ctx, tenant, rights } = await openWorkspace((await params).slug);
  const home = `/${tenant.slug}/settings/audit`;
  return (
    <>
      <PageBar trail={[{ label: "Settings", href: `/${tenant.slug}/settings` }]} here="Audit log" />
      <PageBody
        title="Audit log"
        intro="Who did what, and what was refused. Entries are never changed; private projects stay with those who see them."
      >
        <SettingsTabs />
        {rights.includes("audit:read") ? (
          <Log ctx={ctx} home={home} asked={await searchParams} />
        ) : (
          <p className="text-ink-2">Only owners and admins can read the audit log.</p>
        )}
      </PageBody>
    </>
  );
}

async function Log({
  ctx,
  home,
  asked,
}: {
  ctx: TenantContext;
  home: string;
  asked: Record<string, unknown>;
}) {
  const { cursor, ...view } = readView(asked);
  const { entries, nextCursor } = await readPage(ctx, view, cursor);
  const [members, labels] = await Promise.all([readMembers(ctx), readLabels(ctx)]);
  const names = Object.fromEntries([...members, ...labels].map(({ id, name }) => [id, name]));
  const query = queryOf(view);
  return (
    <>
      <AuditFilters key={query} view={view} people={members} home={home} />
      <AuditExport query={query} />
      {entries.length === 0 ? (
        <p className="border-line border-t py-6 text-ink-2">
          {query || cursor ? "No entry matches." : "Nothing has happened yet."}
        </p>
      ) : (
        <AuditList entries={entries} names={names} />
      )}
      <nav aria-label="Pages of the log" className="mt-4 flex gap-2">
        {cursor !== undefined && (
          <Link href={query ? `${home}?${query}` : home} className={buttonClass("default", "m")}>
            Newest
          </Link>
        )}
        {nextCursor !== null && (
          <Link
            href={`${home}?${query && `${query}&`}cursor=${encodeURIComponent(nextCursor)}`}
            className={buttonClass("default", "m")}
          >
            Older
          </Link>
        )}
      </nav>
    </>
  );
}

async function readPage(ctx: TenantContext, view: AuditView, cursor: string | undefined) {
  try {
    return await listAudit(ctx, { ...view, cursor });
  } catch (error) {
    if (cursor === undefined || !isAppError(error) || error.code !== "invalid_input") throw error;
    return listAudit(ctx, view);
  }
}

/** The filters of the address; what means nothing is left out, as a link may be old or mistyped. */
function readView(asked: Record<string, unknown>): AuditView & { cursor?: string | undefined } {
  const { actor, action, resource, from, to, cursor } = listAuditInput.shape;
  const fields = { actor, action, resource, from, to, cursor };
  const read = Object.entries(fields).flatMap(([name, field]) => {
    const value = field.safeParse(asked[name]);
    return value.success && typeof value.data === "string" ? [[name, value.data]] : [];
  });
  return Object.fromEntries(read);
}

function queryOf(view: AuditView): string {
  const set = Object.entries(view).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return new URLSearchParams(set).toString();
}
