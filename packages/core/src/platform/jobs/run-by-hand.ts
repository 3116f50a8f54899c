import { AppError } from "../../errors";
import { audited } from "../operators/audited";
import { findTenant } from "../operators/find-tenant";
import type { Operator } from "../operators/operator";
import type { Platform } from "../platform";
import { jobsOf } from "./all-jobs";
import { countTenants, eachTenant, type TenantName } from "./each-tenant";
import type { Job, JobContext, JobOutcome, TenantJob } from "./job";
import { claimRun, completeRun, failRun, reasonOf } from "./job-run";
import { periodByHand } from "./period";

export interface RunJobOptions {
  /** The slug of the tenant to run it for; every one it is for unless said. */
  tenant?: string | undefined;
  signal?: AbortSignal;
  /** Told how many of how many tenants are done, after each. */
  onProgress?: (done: number, total: number) => void;
}

/** What a run by hand did. */
export interface JobReport {
  job: string;
  period: string;
  /** Figures: of a tenants' job, those of all tenants added up. */
  outcome: JobOutcome;
  /** How many tenants it was done for; null for what is done for the installation. */
  tenants: number | null;
  /** Tenants it failed for, and why. */
  failed: { slug: string; reason: string }[];
}

/**
 * Runs a job now, in this process, whatever its schedule.
 * @throws AppError `not_found` for a job or tenant that there is not, `invalid_input` for a tenant where a job is for the
 *   installation; what a job for the installation throws
 */
export async function runJob(
  operator: Operator,
  name: string,
  options: RunJobOptions = {},
): Promise<JobReport> {
  const { platform } = operator;
  const job = findJob(platform, name);
  if (options.tenant !== undefined && job.scope === "installation") {
    throw new AppError("invalid_input", `${name} is done for the whole installation: leave the tenant out.`);
  }
  const tenant = options.tenant === undefined ? null : await findTenant(platform, options.tenant);
  const now = new Date();
  const context: JobContext = {
    platform,
    signal: options.signal ?? new AbortController().signal,
    pause: async () => {},
    now,
  };
  const period = periodByHand(now);
  return audited(operator, { action: "job.run", tenantId: tenant?.id ?? null, detail: { job: name } }, () =>
    job.scope === "installation"
      ? forInstallation(job, context, period)
      : forTenants(job, context, { period, tenant, onProgress: options.onProgress }),
  );
}

function findJob(platform: Platform, name: string): Job {
  const jobs = jobsOf(platform);
  const job = jobs.find((one) => one.name === name);
  if (job) return job;
  throw new AppError(
    "not_found",
    name === "back-up-workspaces"
      ? "Scheduled backups are off. Set ACRE_BACKUP_SCHEDULE, or use `acre tenant backup`."
      : `There is no job "${name}". There are ${jobs.map((one) => one.name).join(", ")}.`,
  );
}

async function forInstallation(
  job: Extract<Job, { scope: "installation" }>,
  context: JobContext,
  period: string,
): Promise<JobReport> {
  const outcome = await recorded(context, { job: job.name, tenantId: "", period }, () => job.run(context));
  return { job: job.name, period, outcome, tenants: null, failed: [] };
}

interface ForTenants {
  period: string;
  tenant: TenantName | null;
  onProgress: ((done: number, total: number) => void) | undefined;
}

async function forTenants(
  job: TenantJob,
  context: JobContext,
  { period, tenant, onProgress }: ForTenants,
): Promise<JobReport> {
  const { platform, signal } = context;
  const totals = new Map<string, number>();
  const report: JobReport = { job: job.name, period, outcome: {}, tenants: 0, failed: [] };
  const which = { statuses: job.statuses, tenantId: tenant?.id };
  const total = await countTenants(platform, which);
  let done = 0;
  const one = async ({ id, slug }: TenantName) => {
    signal.throwIfAborted();
    try {
      const key = { job: job.name, tenantId: id, period };
      const outcome = await recorded(context, key, () => job.run(context, { id, slug }));
      for (const [name, figure] of Object.entries(outcome))
        totals.set(name, (totals.get(name) ?? 0) + figure);
    } catch (error) {
      signal.throwIfAborted();
      report.failed.push({ slug, reason: reasonOf(error) });
    }
    done += 1;
    onProgress?.(done, total);
  };
  await eachTenant(platform, { ...which, concurrency: 2 }, one);
  if (tenant && done === 0) {
    throw new AppError(
      "unavailable",
      `${job.name} is not for a tenant in the state that ${tenant.slug} is in.`,
    );
  }
  return { ...report, outcome: Object.fromEntries(totals), tenants: done };
}

/** Runs work as a run that is written down. */
async function recorded(
  { platform }: JobContext,
  key: { job: string; tenantId: string; period: string },
  work: () => Promise<JobOutcome>,
): Promise<JobOutcome> {
  const run = await claimRun(platform, { ...key, attempt: 1 });
  if (!run) throw new AppError("unavailable", "The same run is under way. Try again in a moment.");
  try {
    const outcome = await work();
    await completeRun(platform, run, outcome);
    return outcome;
  } catch (error) {
    await failRun(platform, run, error);
    throw error;
  }
}
