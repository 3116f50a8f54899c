import type { Platform } from "../platform";
import { jobsOf } from "./all-jobs";
import type { Job, Piece } from "./job";
import { createLocalQueue } from "./local-queue";
import { type LostRunsOptions, watchLostRuns } from "./lost-runs";
import { lastPeriod } from "./period";
import type { JobQueue, QueueOptions } from "./queue";
import { createRunner } from "./runner";

export interface StartJobsOptions extends LostRunsOptions {
  /** Which; the installation's unless said. */
  jobs?: readonly Job[];
  /** How often it is looked for what is due; every 15 seconds unless said. */
  lookMs?: number;
  /** How long the first look waits, for a start to be over; 5 seconds unless said. */
  delayMs?: number;
  /** See `createPostgresQueue`. */
  restMs?: number;
}

/** The jobs of a serving process. */
export interface RunningJobs {
  /** Looks now for what is due, lost or to be tried again; resolves when that is offered, or done where nobody shares the work. */
  look(now?: Date): Promise<void>;
  /** Begins no more, and resolves when what is under way has ended or reached a place where it can be taken up again. */
  stop(): Promise<void>;
}

/**
 * Has every job done once in each of its periods, by this process or, on PostgreSQL, by whichever of the installation's
 * is free; also a period that passed while none ran, if it is the last one. Long work is done in pieces with pauses.
 */
export async function startJobs(platform: Platform, options: StartJobsOptions = {}): Promise<RunningJobs> {
  const { jobs = jobsOf(platform), lookMs = 15_000, delayMs = 5000 } = options;
  const ending = new AbortController();
  const runner = createRunner(platform, {
    jobs,
    signal: ending.signal,
    offer: (pieces) => queue.offer(pieces),
  });
  const queue = await openQueue(platform, { run: runner.run, warn: platform.warn }, options.restMs);
  const lostRuns = watchLostRuns(platform, options);
  const offered = new Map<string, string>();
  let looking: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;

  async function due(now: Date): Promise<Piece[]> {
    const pieces: Piece[] = [];
    for (const { name, cron } of jobs) {
      const period = lastPeriod(cron, now);
      if (period === null || offered.get(name) === period) continue;
      const key = { job: name, period, tenantId: "" };
      const had = await platform.catalog.jobRun.findUnique({ where: { job_period_tenantId: key } });
      offered.set(name, period);
      if (!had) pieces.push({ ...key, attempt: 1 });
    }
    return pieces;
  }

  async function find(now: Date): Promise<Piece[]> {
    if (ending.signal.aborted) return [];
    try {
      return [...(await due(now)), ...(await lostRuns.find(now))];
    } catch (error) {
      platform.warn("Looking for jobs to do failed; trying again", error);
      return [];
    }
  }

  async function look(now = new Date()): Promise<void> {
    // One look at a time; what it finds may take long, and does not keep the next one waiting.
    const found = looking.then(() => find(now));
    looking = found;
    await queue.offer(await found).catch((error: unknown) => {
      platform.warn("Jobs that are due could not be queued; trying again", error);
      offered.clear();
    });
  }

  function again(ms: number): void {
    timer = setTimeout(() => {
      void look();
      if (!ending.signal.aborted) again(lookMs);
    }, ms);
    timer.unref();
  }
  again(delayMs);

  return {
    look,
    async stop() {
      ending.abort();
      if (timer) clearTimeout(timer);
      await looking;
      await queue.stop();
    },
  };
}

async function openQueue(
  { env }: Platform,
  options: QueueOptions,
  restMs: number | undefined,
): Promise<JobQueue> {
  if (!env.database) return createLocalQueue(options);
  // Loaded where it is used: an installation in files has no use for it.
  const { createPostgresQueue } = await import("./postgres-queue");
  try {
    return await createPostgresQueue({ ...options, ownerUrl: env.database.ownerUrl, restMs });
  } catch (error) {
    // Runs are still one process's each; only what one tenants' job is made of is not shared.
    options.warn("The queue of jobs cannot be used; this process does what is due by itself", error);
    return createLocalQueue(options);
  }
}
