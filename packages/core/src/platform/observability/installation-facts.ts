import { dayMs } from "../../durations";
import type { Platform } from "../platform";

/** What the catalog says of the installation, for its metrics: counts by few names. */
export interface InstallationFacts {
  /** Tenants by status. */
  tenants: Record<string, number>;
  /** Tenants by the name of their newest migration; an empty name for those that were never set up. */
  schemaVersions: Record<string, number>;
  /** Tenants of the newest run of migrations, by how that stands for them; empty before the first. */
  migrationRun: Record<string, number>;
  /** Whether a run of migrations is under way, or waits to be resumed. */
  migrating: boolean;
  jobs: {
    job: string;
    /** Runs under way now. */
    running: number;
    /** Runs in the last day that failed and were not made good since. */
    failed: number;
    /** When one last was completed, in seconds since 1970; null for never. */
    lastCompleted: number | null;
  }[];
}

/** Asks the catalog, in a handful of queries whose number does not grow with the tenants. */
export async function installationFacts({ catalog }: Platform, now = new Date()): Promise<InstallationFacts> {
  const there = { previewOf: null };
  const statuses = await catalog.tenant.groupBy({ by: ["status"], where: there, _count: { _all: true } });
  const versions = await catalog.tenant.groupBy({
    by: ["schemaVersion"],
    where: there,
    _count: { _all: true },
  });
  const run = await catalog.migrationRun.findFirst({
    orderBy: { createdAt: "desc" },
    select: { id: true, running: true },
  });
  const states = run
    ? await catalog.migrationRunTenant.groupBy({
        by: ["status"],
        where: { runId: run.id },
        _count: { _all: true },
      })
    : [];
  return {
    tenants: Object.fromEntries(statuses.map(({ status, _count }) => [status, _count._all])),
    schemaVersions: Object.fromEntries(
      versions.map(({ schemaVersion, _count }) => [schemaVersion ?? "", _count._all]),
    ),
    migrationRun: Object.fromEntries(states.map(({ status, _count }) => [status, _count._all])),
    migrating: run?.running != null,
    jobs: await jobFacts(catalog, now),
  };
}

async function jobFacts({ jobRun }: Platform["catalog"], now: Date): Promise<InstallationFacts["jobs"]> {
  const lately = { gt: new Date(now.getTime() - dayMs) };
  const open = await jobRun.groupBy({
    by: ["job", "status"],
    where: { OR: [{ status: "running" }, { status: "failed", startedAt: lately }] },
    _count: { _all: true },
  });
  const done = await jobRun.groupBy({
    by: ["job"],
    where: { tenantId: "", status: "completed" },
    _max: { finishedAt: true },
  });
  const names = [...new Set([...open, ...done].map(({ job }) => job))].toSorted();
  const countOf = (job: string, status: string) =>
    open.find((row) => row.job === job && row.status === status)?._count._all ?? 0;
  return names.map((job) => {
    const last = done.find((row) => row.job === job)?._max.finishedAt;
    return {
      job,
      running: countOf(job, "running"),
      failed: countOf(job, "failed"),
      lastCompleted: last ? last.getTime() / 1000 : null,
    };
  });
}
