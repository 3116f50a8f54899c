import type { CatalogDb } from "@acre/db/platform";
import { presentTenant, type TenantSummary } from "../operators/tenant-summary";

/** A tenant with the figures that are kept of it. */
export interface TenantStatistics extends TenantSummary {
  /** When it is erased, ISO 8601; null when it is not to be. */
  deleteAt: string | null;
  /** Null until they were counted for the first time. */
  figures: KeptFigures | null;
}

/** Figures as they were counted last. */
export interface KeptFigures {
  users: number;
  projects: number;
  tasks: number;
  /** Distinct assignees of tasks that were updated in the seven days before. */
  activeAssignees: number;
  /** Distinct members who did something in the seven days before. */
  activePeople: number;
  /** What it takes on disk; null where that cannot be told. */
  bytes: number | null;
  /** ISO 8601 instant; null when nobody did anything yet. */
  lastActivityAt: string | null;
  /** Requests answered for it, and those of them that failed on our side. */
  requests: number;
  errors: number;
  /** ISO 8601 instant. */
  computedAt: string;
}

type TenantRow = NonNullable<Awaited<ReturnType<CatalogDb["tenant"]["findFirst"]>>>;
export type StatisticsRow = NonNullable<Awaited<ReturnType<CatalogDb["tenantStatistics"]["findFirst"]>>>;

export function presentStatistics(row: TenantRow & { statistics: StatisticsRow | null }): TenantStatistics {
  return {
    ...presentTenant(row),
    deleteAt: row.deleteAt?.toISOString() ?? null,
    figures: row.statistics && presentFigures(row.statistics),
  };
}

function presentFigures(row: StatisticsRow): KeptFigures {
  const { users, projects, tasks, activeAssignees, activePeople, requests, errors } = row;
  return {
    users,
    projects,
    tasks,
    activeAssignees,
    activePeople,
    bytes: row.bytes === null ? null : Number(row.bytes),
    lastActivityAt: row.lastActivityAt?.toISOString() ?? null,
    requests,
    errors,
    computedAt: row.computedAt.toISOString(),
  };
}
