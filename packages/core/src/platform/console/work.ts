import type { Operator } from "../operators/operator";
import type { Undertaking } from "./undertakings";

/** Everything that goes on over the installation, or went on lately. */
export interface Work {
  undertakings: Undertaking[];
  /** Work on tenants that any process does, or that waits to be resumed. */
  operations: { tenantId: string; slug: string | null; kind: string; step: string; startedAt: string }[];
  /** The newest run of a migration. */
  migration: {
    status: string;
    /** The wave that is next, counted from 0. */
    wave: number;
    done: number;
    failed: number;
    total: number;
    startedAt: string;
  } | null;
  /** The newest runs of jobs, newest first. */
  jobs: {
    job: string;
    period: string;
    status: string;
    tenants: number;
    failed: number;
    startedAt: string;
  }[];
}

/** From the catalog and this process's memory: no tenant is opened. */
export async function readWork({ platform }: Operator): Promise<Work> {
  const [operations, migration, jobs] = await Promise.all([
    readOperations(platform.catalog),
    readMigration(platform.catalog),
    readJobs(platform.catalog),
  ]);
  return { undertakings: platform.undertakings.list(), operations, migration, jobs };
}

type Catalog = Operator["platform"]["catalog"];

async function readOperations({ tenantOperation, tenant }: Catalog): Promise<Work["operations"]> {
  const running = await tenantOperation.findMany({
    where: { NOT: { running: null } },
    orderBy: { createdAt: "desc" },
    take: 50,
  });
  const known = await tenant.findMany({
    where: { id: { in: running.map(({ tenantId }) => tenantId) } },
    select: { id: true, slug: true },
  });
  const slugs = new Map(known.map(({ id, slug }) => [id, slug]));
  return running.map(({ tenantId, kind, step, createdAt }) => ({
    tenantId,
    slug: slugs.get(tenantId) ?? null,
    kind,
    step,
    startedAt: createdAt.toISOString(),
  }));
}

async function readMigration({ migrationRun, migrationRunTenant }: Catalog): Promise<Work["migration"]> {
  const run = await migrationRun.findFirst({ orderBy: { createdAt: "desc" } });
  if (!run) return null;
  const counts = await migrationRunTenant.groupBy({
    by: ["status"],
    where: { runId: run.id },
    _count: true,
  });
  const of = (status: string) => counts.find((count) => count.status === status)?._count ?? 0;
  return {
    status: run.status,
    wave: run.wave,
    done: of("migrated"),
    failed: of("failed"),
    total: counts.reduce((sum, { _count }) => sum + _count, 0),
    startedAt: run.createdAt.toISOString(),
  };
}

async function readJobs({ jobRun }: Catalog): Promise<Work["jobs"]> {
  const rows = await jobRun.groupBy({
    by: ["job", "period", "status"],
    _count: true,
    _min: { startedAt: true },
    orderBy: { _min: { startedAt: "desc" } },
    take: 60,
  });
  const runs = new Map<string, Work["jobs"][number]>();
  for (const { job, period, status, _count, _min } of rows) {
    const key = `${job} ${period}`;
    const run = runs.get(key) ?? {
      job,
      period,
      status: "completed",
      tenants: 0,
      failed: 0,
      startedAt: (_min.startedAt ?? new Date(0)).toISOString(),
    };
    run.tenants += _count;
    if (status === "failed") run.failed += _count;
    if (status !== "completed" && run.status !== "running") run.status = status;
    runs.set(key, run);
  }
  return [...runs.values()].slice(0, 20);
}
