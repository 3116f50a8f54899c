import type { CatalogDb } from "@acre/db/platform";
import { isolationModels, tenantStatuses } from "@acre/tenancy";
import { z } from "zod";
import { limit } from "../../fields";
import type { Platform } from "../platform";
import { presentStatistics, type TenantStatistics } from "./statistics-view";

/** What tenants can be put in order by. */
export const statisticsSorts = [
  "slug",
  "createdAt",
  "users",
  "projects",
  "tasks",
  "activeAssignees",
  "activePeople",
  "bytes",
  "lastActivityAt",
  "requests",
  "errors",
] as const;
export type StatisticsSort = (typeof statisticsSorts)[number];

export const listStatisticsInput = z.strictObject({
  /** A part of the slug, or an id. */
  search: z.string().trim().max(80).toLowerCase().optional(),
  status: z.enum(tenantStatuses).optional(),
  isolation: z.enum(isolationModels).optional(),
  datasource: z.string().max(80).optional(),
  sort: z.enum(statisticsSorts).default("slug"),
  direction: z.enum(["asc", "desc"]).default("asc"),
  /** Counted from 1. */
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  limit: limit(50, 1000),
});
export type ListStatisticsInput = z.input<typeof listStatisticsInput>;

/** What is kept of the tenants that a filter lets through, added up. */
export interface StatisticsTotals {
  tenants: number;
  users: number;
  projects: number;
  tasks: number;
  activePeople: number;
  /** Of those tenants of which it can be told. */
  bytes: number;
  requests: number;
  errors: number;
}

export interface StatisticsPage {
  tenants: TenantStatistics[];
  /** Over all pages. */
  totals: StatisticsTotals;
  page: number;
  /** 1 when there is nothing. */
  pages: number;
}

/**
 * Tenants with their figures, a page at a time, and what all that match come to. From the catalog alone: no tenant is
 * opened. Tenants of which a figure is not known come last, whichever way it is sorted.
 * @throws ZodError
 */
export async function listTenantStatistics(
  platform: Platform,
  input: ListStatisticsInput = {},
): Promise<StatisticsPage> {
  const { sort, direction, page, limit, ...filter } = listStatisticsInput.parse(input);
  const where = matching(filter);
  const slice = { direction, skip: (page - 1) * limit, take: limit };
  const [totals, rows] = await Promise.all([
    totalsOf(platform, where),
    sort === "slug" || sort === "createdAt"
      ? plainPage(platform, where, { sort, ...slice })
      : figuresPage(platform, where, { sort, ...slice }),
  ]);
  return {
    tenants: rows.map(presentStatistics),
    totals,
    page,
    pages: Math.max(1, Math.ceil(totals.tenants / limit)),
  };
}

type Filter = Pick<z.output<typeof listStatisticsInput>, "search" | "status" | "isolation" | "datasource">;

function matching({ search, status, isolation, datasource }: Filter) {
  return {
    status,
    isolation,
    datasource,
    // A preview of a branch is listed with its branch.
    previewOf: null,
    // An underscore in the text stands for any character: Prisma passes it to LIKE as it is.
    ...(search ? { OR: [{ slug: { contains: search } }, { id: search }] } : {}),
  };
}

type Where = ReturnType<typeof matching>;

interface Slice {
  direction: "asc" | "desc";
  skip: number;
  take: number;
}

function plainPage(
  { catalog }: Platform,
  where: Where,
  { sort, direction, skip, take }: Slice & { sort: "slug" | "createdAt" },
) {
  return catalog.tenant.findMany({
    where,
    orderBy: sort === "slug" ? { slug: direction } : [{ createdAt: direction }, { id: direction }],
    skip,
    take,
    include: { statistics: true },
  });
}

/**
 * First those that have figures, then the rest: the engines do not agree on where what is missing goes.
 */
async function figuresPage(
  { catalog }: Platform,
  where: Where,
  { sort, direction, skip, take }: Slice & { sort: Exclude<StatisticsSort, "slug" | "createdAt"> },
) {
  const counted = { ...where, statistics: { isNot: null } };
  const order =
    sort === "bytes" || sort === "lastActivityAt"
      ? { [sort]: { sort: direction, nulls: "last" as const } }
      : { [sort]: direction };
  const known = await catalog.tenant.findMany({
    where: counted,
    orderBy: [{ statistics: order }, { slug: "asc" }],
    skip,
    take,
    include: { statistics: true },
  });
  if (known.length === take) return known;
  const before = await catalog.tenant.count({ where: counted });
  const unknown = await catalog.tenant.findMany({
    where: { ...where, statistics: { is: null } },
    orderBy: { slug: "asc" },
    skip: Math.max(0, skip - before),
    take: take - known.length,
    include: { statistics: true },
  });
  return [...known, ...unknown];
}

async function totalsOf({ catalog }: Platform, where: Where): Promise<StatisticsTotals> {
  const { previewOf: _, ...filter } = where;
  const all = Object.values(filter).every((value) => value === undefined);
  const [tenants, sums] = await Promise.all([
    catalog.tenant.count({ where }),
    all ? sumsOfAll(catalog) : sumsWhere(catalog, { tenant: where }),
  ]);
  return { tenants, ...sums };
}

type Sums = Omit<StatisticsTotals, "tenants">;

/** Without looking up the tenant of each row to see whether it is a preview: of those there are few, if any. */
async function sumsOfAll(catalog: CatalogDb): Promise<Sums> {
  // No text is empty: this is said so that an index serves.
  const previews = await catalog.tenant.findMany({ where: { previewOf: { gt: "" } }, select: { id: true } });
  const sums = await sumsWhere(catalog, {});
  if (previews.length === 0) return sums;
  const theirs = await sumsWhere(catalog, { tenantId: { in: previews.map(({ id }) => id) } });
  return {
    users: sums.users - theirs.users,
    projects: sums.projects - theirs.projects,
    tasks: sums.tasks - theirs.tasks,
    activePeople: sums.activePeople - theirs.activePeople,
    bytes: sums.bytes - theirs.bytes,
    requests: sums.requests - theirs.requests,
    errors: sums.errors - theirs.errors,
  };
}

async function sumsWhere(
  { tenantStatistics }: CatalogDb,
  where: NonNullable<NonNullable<Parameters<CatalogDb["tenantStatistics"]["findFirst"]>[0]>["where"]>,
): Promise<Sums> {
  const { _sum: sum } = await tenantStatistics.aggregate({
    where,
    _sum: {
      users: true,
      projects: true,
      tasks: true,
      activePeople: true,
      bytes: true,
      requests: true,
      errors: true,
    },
  });
  return {
    users: sum.users ?? 0,
    projects: sum.projects ?? 0,
    tasks: sum.tasks ?? 0,
    activePeople: sum.activePeople ?? 0,
    bytes: Number(sum.bytes ?? 0),
    requests: sum.requests ?? 0,
    errors: sum.errors ?? 0,
  };
}

/** One tenant with its figures; null when there is none of that slug. From the catalog alone. */
export async function readTenantStatistics(
  { catalog }: Platform,
  slug: string,
): Promise<TenantStatistics | null> {
  const row = await catalog.tenant.findUnique({ where: { slug }, include: { statistics: true } });
  return row && presentStatistics(row);
}
