import type { TenantDb } from "@acre/db";
import { codeOf } from "../../translate-error";
import { findTenant } from "./find-tenant";
import type { Operator } from "./operator";

/** How much is in a tenant: figures, and nothing of its content. */
export interface TenantStats {
  slug: string;
  isolation: string;
  datasource: string;
  users: number;
  projects: number;
  tasks: number;
  comments: number;
  /** What it takes on the disk; an estimate on shared tables. Null where that cannot be told. */
  bytes: number | null;
}

export interface FleetStats {
  tenants: TenantStats[];
  total: Omit<TenantStats, "slug" | "isolation" | "datasource">;
  /** Tenants that could not be asked. */
  failed: { slug: string; code: string }[];
}

/**
 * One tenant's figures.
 * @throws AppError `not_found`; what `Tenancy.connectById` throws
 */
export async function tenantStats({ platform }: Operator, slug: string): Promise<TenantStats> {
  const { id, isolation, datasource } = await findTenant(platform, slug);
  const figures = await figuresOf(await platform.tenancy.connectById(id));
  return { slug, isolation, datasource, ...figures, bytes: await platform.tenancy.tenants.size(id) };
}

/** Every active tenant's figures, by slug, each asked by itself, and what they come to. */
export async function fleetStats({ platform }: Operator): Promise<FleetStats> {
  const { tenants: life } = platform.tenancy;
  const { result, failed } = await platform.tenancy.aggregate({
    read: async (db, { id }) => ({ ...(await figuresOf(db)), bytes: await life.size(id) }),
    initial: [] as TenantStats[],
    combine(all, figures, { slug, isolation, datasource }) {
      all.push({ slug, isolation, datasource, ...figures });
      return all;
    },
  });
  const tenants = result.sort((one, other) => (one.slug < other.slug ? -1 : 1));
  const sum = (figure: keyof FleetStats["total"]) =>
    tenants.reduce((total, tenant) => total + (tenant[figure] ?? 0), 0);
  return {
    tenants,
    total: {
      users: sum("users"),
      projects: sum("projects"),
      tasks: sum("tasks"),
      comments: sum("comments"),
      bytes: sum("bytes"),
    },
    failed: failed.map(({ slug, error }) => ({ slug, code: codeOf(error) ?? "unexpected" })),
  };
}

async function figuresOf(db: TenantDb) {
  const [users, projects, tasks, comments] = await Promise.all([
    db.user.count(),
    db.project.count(),
    db.task.count(),
    db.comment.count(),
  ]);
  return { users, projects, tasks, comments };
}
