import type { StatisticsSort, TenantStatistics } from "@acre/core/platform";
import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import { Moment } from "@/components/moment";
import { cn } from "@/lib/cn";
import { countOf, sizeOf } from "./figures";
import { StatusWord } from "./status-word";
import { sortHref, type TenantQuery } from "./tenant-query";

interface Column {
  title: string;
  sort?: StatisticsSort;
  number?: boolean;
}

const columns: readonly Column[] = [
  { title: "Tenant", sort: "slug" },
  { title: "Status" },
  { title: "Place" },
  { title: "People", sort: "users", number: true },
  { title: "Projects", sort: "projects", number: true },
  { title: "Tasks", sort: "tasks", number: true },
  { title: "Active, 7 days", sort: "activePeople", number: true },
  { title: "Size", sort: "bytes", number: true },
  { title: "Requests", sort: "requests", number: true },
  { title: "Errors", sort: "errors", number: true },
  { title: "Last active", sort: "lastActivityAt" },
  { title: "Made", sort: "createdAt" },
];

/** Tenants with the figures that are kept of them; a heading sorts by its column. */
export function TenantTable({
  tenants,
  query,
}: {
  tenants: readonly TenantStatistics[];
  query: TenantQuery;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a narrow screen scrolls it, a keyboard has to as well
    <section className="overflow-x-auto" aria-label="Tenants" tabIndex={0}>
      <table className="w-full min-w-[980px] border-collapse text-left">
        <thead>
          <tr className="border-line border-b text-ink-3 text-small">
            {columns.map((column) => (
              <Heading key={column.title} column={column} query={query} />
            ))}
          </tr>
        </thead>
        <tbody>
          {tenants.map((tenant) => (
            <Row key={tenant.id} tenant={tenant} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Heading({ column: { title, sort, number = false }, query }: { column: Column; query: TenantQuery }) {
  const sorted = sort !== undefined && query.sort === sort;
  const Arrow = query.direction === "asc" ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={sorted ? (query.direction === "asc" ? "ascending" : "descending") : undefined}
      className={cn("whitespace-nowrap py-1.5 pr-4 font-medium", number && "text-right")}
    >
      {sort === undefined ? (
        title
      ) : (
        <Link
          href={sortHref(query, sort)}
          prefetch={false}
          className={cn(
            "tap inline-flex items-center gap-1 hover:text-ink hover:underline",
            sorted && "text-ink",
          )}
        >
          {title}
          {sorted && <Arrow size={12} aria-hidden="true" />}
        </Link>
      )}
    </th>
  );
}

function Row({ tenant }: { tenant: TenantStatistics }) {
  const { slug, status, isolation, datasource, figures, createdAt } = tenant;
  const numbers = [
    countOf(figures?.users ?? null),
    countOf(figures?.projects ?? null),
    countOf(figures?.tasks ?? null),
    countOf(figures?.activePeople ?? null),
    sizeOf(figures?.bytes ?? null),
    countOf(figures?.requests ?? null),
    countOf(figures?.errors ?? null),
  ];
  return (
    <tr className="border-line border-b hover:bg-sunk">
      <th scope="row" className="max-w-[220px] py-2 pr-4 font-medium">
        <Link href={`/admin/tenants/${slug}`} prefetch={false} className="tap block truncate hover:underline">
          {slug}
        </Link>
      </th>
      <td className="py-2 pr-4">
        <StatusWord status={status} />
      </td>
      <td className="whitespace-nowrap py-2 pr-4" title={isolation}>
        {datasource}
      </td>
      {numbers.map((figure, index) => (
        <td key={columns[index + 3]?.title} className="whitespace-nowrap py-2 pr-4 text-right">
          {figure}
        </td>
      ))}
      <td className="whitespace-nowrap py-2 pr-4">
        {figures?.lastActivityAt ? <Moment at={figures.lastActivityAt} /> : "–"}
      </td>
      <td className="whitespace-nowrap py-2 pr-4">
        <Moment at={createdAt} />
      </td>
    </tr>
  );
}
