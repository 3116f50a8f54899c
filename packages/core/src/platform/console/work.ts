import { type JobRunSummary, listJobRuns } from "../jobs/list-jobs";
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
  /** The newest runs of jobs, newest first; of a tenants' job, the run that had all tenants' done. */
  jobs: JobRunSummary[];
}

/** From the catalog and this process's memory: no tenant is opened. */
export async function readWork({ platform }: Operator): Promise<Work> {
  const [operations, migration, { runs: jobs }] = await Promise.all([
    readOperations(platform.catalog),
    readMigration(platform.catalog),
    listJobRuns(platform, { tenantId: "", limit: 20 }),
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
