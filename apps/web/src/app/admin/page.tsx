import { fleetHistory, listTenantStatistics } from "@acre/core/platform";
import type { Metadata } from "next";
import Link from "next/link";
import { PageBody } from "@/components/page-body";
import { Facts } from "@/features/admin/facts";
import { countOf, sizeOf } from "@/features/admin/figures";
import { IsolationMix } from "@/features/admin/isolation-mix";
import { LineChart } from "@/features/admin/line-chart";
import { Section } from "@/features/admin/section";
import { StatusWord } from "@/features/admin/status-word";
import { requireOperator } from "@/server/operator";

export const metadata: Metadata = { title: "Overview" };

const charts = [
  { title: "Tenants", of: "tenants", format: countOf },
  { title: "People active in 7 days", of: "activePeople", format: countOf },
  { title: "Tasks", of: "tasks", format: countOf },
  { title: "Storage", of: "bytes", format: sizeOf },
  { title: "Requests", of: "requests", format: countOf },
  { title: "Errors", of: "errors", format: countOf },
] as const;

export default async function AdminPage() {
  const { platform } = await requireOperator();
  const [days, newest] = await Promise.all([
    fleetHistory(platform),
    listTenantStatistics(platform, { sort: "createdAt", direction: "desc", limit: 8 }),
  ]);
  const { totals, tenants } = newest;
  return (
    <PageBody title="Overview">
      <Section title="Now">
        <Facts
          facts={[
            ["Tenants", countOf(totals.tenants)],
            ["People", countOf(totals.users)],
            ["Projects", countOf(totals.projects)],
            ["Tasks", countOf(totals.tasks)],
            ["Active in 7 days", countOf(totals.activePeople)],
            ["Storage", sizeOf(totals.bytes)],
          ]}
        />
      </Section>
      <Section title="Day by day" aside={days.length > 0 ? "Counted once a day" : undefined}>
        {days.length === 0 ? (
          <p className="text-ink-2">
            Nothing has been counted yet. <code className="font-mono">npx acre tenant stats --refresh</code>{" "}
            counts now.
          </p>
        ) : (
          <div className="grid gap-6 sm:grid-cols-2 lg:grid-cols-3">
            {charts.map(({ title, of, format }) => (
              <LineChart
                key={of}
                title={title}
                points={days.map((day) => ({ day: day.day, value: day[of] }))}
                format={format}
              />
            ))}
          </div>
        )}
      </Section>
      <Section title="Isolation">
        <IsolationMix mix={days.at(-1)?.isolation ?? {}} />
        {days.length === 0 && <p className="text-ink-2">Not counted yet.</p>}
      </Section>
      <Section title="Newest tenants">
        {tenants.length === 0 ? (
          <p className="text-ink-2">There is no tenant yet.</p>
        ) : (
          <ul>
            {tenants.map(({ id, slug, status, createdAt }) => (
              <li key={id} className="flex items-baseline gap-4 border-line border-b py-2">
                <Link
                  href={`/admin/tenants/${slug}`}
                  className="tap min-w-0 truncate font-medium hover:underline"
                >
                  {slug}
                </Link>
                <StatusWord status={status} />
                <span className="ml-auto text-ink-3">{createdAt.slice(0, 10)}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </PageBody>
  );
}
