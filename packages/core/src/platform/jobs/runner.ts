import type { Platform } from "../platform";
import { eachTenant, type TenantName } from "./each-tenant";
import type { Job, JobContext, JobOutcome, Piece, TenantJob } from "./job";
import { claimRun, completeRun, failRun } from "./job-run";
import { breather } from "./pause";

export interface RunnerOptions {
  jobs: readonly Job[];
  signal: AbortSignal;
  /** Takes the runs of a tenants' job: resolves when they are done, or where they are kept for whoever is free. */
  offer: (pieces: readonly Piece[]) => Promise<void>;
}

/** Runs pieces of jobs, each as far as this process gets hold of it. */
export interface Runner {
  run(piece: Piece): Promise<void>;
}

const offered = 200;

export function createRunner(platform: Platform, { jobs, signal, offer }: RunnerOptions): Runner {
  async function run(piece: Piece): Promise<void> {
    const job = jobs.find(({ name }) => name === piece.job);
    if (!job || signal.aborted) return;
    const claimed = await claimRun(platform, piece);
    if (!claimed) return;
    const context: JobContext = { platform, signal, pause: breather(), now: new Date() };
    try {
      await completeRun(platform, claimed, await perform(job, piece, context));
    } catch (error) {
      // Cut off by the end of the process, it stays open: whoever finds it goes on with it.
      if (signal.aborted) return;
      await failRun(platform, claimed, error);
      platform.warn(`The job ${job.name} failed${piece.tenantId && ` for tenant ${piece.tenantId}`}`, error);
    }
  }

  async function perform(job: Job, piece: Piece, context: JobContext): Promise<JobOutcome> {
    if (job.scope === "installation") return job.run(context);
    if (piece.tenantId === "") return spread(job, piece.period);
    const tenant = await platform.catalog.tenant.findFirst({
      where: { id: piece.tenantId, status: { in: job.statuses } },
      select: { id: true, slug: true },
    });
    // Erased or closed since it was its turn.
    return tenant ? job.run(context, tenant) : { skipped: 1 };
  }

  /** Has a tenants' job done for each tenant that has not had it in this period. */
  async function spread(job: TenantJob, period: string): Promise<JobOutcome> {
    let tenants = 0;
    let page: TenantName[] = [];
    const hand = async () => {
      const ids = page.map(({ id }) => id);
      page = [];
      const had = await platform.catalog.jobRun.findMany({
        where: { job: job.name, period, tenantId: { in: ids } },
        select: { tenantId: true },
      });
      const done = new Set(had.map(({ tenantId }) => tenantId));
      const due = ids.filter((id) => !done.has(id));
      await offer(due.map((tenantId) => ({ job: job.name, tenantId, period, attempt: 1 })));
      signal.throwIfAborted();
    };
    await eachTenant(platform, { statuses: job.statuses, concurrency: 1 }, async (tenant) => {
      signal.throwIfAborted();
      tenants += 1;
      page.push(tenant);
      if (page.length === offered) await hand();
    });
    await hand();
    return { tenants };
  }

  return { run };
}
