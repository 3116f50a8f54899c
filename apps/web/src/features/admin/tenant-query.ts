import { listStatisticsInput, type StatisticsSort } from "@acre/core/platform";
import type { z } from "zod";

export type TenantQuery = z.output<typeof listStatisticsInput>;

/** What the address of the list of tenants asks for; what makes no sense there is left out. */
export function readTenantQuery(params: Record<string, string | string[] | undefined>): TenantQuery {
  const { shape } = listStatisticsInput;
  const known = Object.entries(shape).filter(
    ([name, field]) => params[name] !== "" && field.safeParse(params[name]).success,
  );
  return listStatisticsInput.parse(Object.fromEntries(known.map(([name]) => [name, params[name]])));
}

/** The address of the list with some of what it asks for changed. */
export function tenantsHref(query: TenantQuery, change: Partial<TenantQuery>): string {
  const { limit: _, ...next } = { ...query, ...change };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(next)) {
    if (value !== undefined && value !== "" && !isDefault(name, value)) search.set(name, String(value));
  }
  return search.size === 0 ? "/admin/tenants" : `/admin/tenants?${search}`;
}

/** The address of the list sorted by a column: the other way round when it is already. */
export function sortHref(query: TenantQuery, sort: StatisticsSort): string {
  const first = sort === "slug" ? "asc" : "desc";
  const direction = query.sort !== sort ? first : query.direction === "asc" ? "desc" : "asc";
  return tenantsHref(query, { sort, direction, page: 1 });
}

function isDefault(name: string, value: unknown): boolean {
  return (
    (name === "page" && value === 1) ||
    (name === "sort" && value === "slug") ||
    (name === "direction" && value === "asc")
  );
}
