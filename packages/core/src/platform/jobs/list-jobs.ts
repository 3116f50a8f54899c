import { z } from "zod";
import { dayMs } from "../../durations";
import { cursor, limit } from "../../fields";
import { cutPage, readCursor } from "../../paging/cursor";
import type { Platform } from "../platform";
import { jobsOf } from "./all-jobs";
import { nextTime } from "./period";

/** A job, when it is done and how it went. */
export interface JobSummary {
  name: string;
  about: string;
  scope: "installation" | "tenant";
  /** A cron time in UTC. */
  cron: string;
  /** ISO 8601 instant; null where it never comes round again. */
  next: string | null;
  /** The newest run for the installation; of a tenants' job, the one that had all tenants' done. Null before the first. */
  last: JobRunSummary | null;
  /** Runs under way now, tenants' too. */
  running: number;
  /** Runs that failed in the last day, tenants' too, and were not made good since. */
  failed: number;
}

/** One run. */
export interface JobRunSummary {
  id: string;
  job: string;
  /** Null for the installation's. */
  tenantId: string | null;
  period: string;
  status: string;
  /** Figures: what was done. */
  outcome: Record<string, number>;
  /** Why it failed; no content. */
  error: string | null;
  attempts: number;
  /** ISO 8601 instants. */
  startedAt: string;
  finishedAt: string | null;
}

/** Every job, in the order in which they are explained. */
export async function listJobs(platform: Platform, now = new Date()): Promise<JobSummary[]> {
  const { jobRun } = platform.catalog;
  const lately = { gt: new Date(now.getTime() - dayMs) };
  const counts = await jobRun.groupBy({
    by: ["job", "status"],
    where: { OR: [{ status: "running" }, { status: "failed", startedAt: lately }] },
    _count: { _all: true },
  });
  const countOf = (job: string, status: string) =>
    counts.find((count) => count.job === job && count.status === status)?._count._all ?? 0;
  return Promise.all(
    jobsOf(platform).map(async ({ name, about, scope, cron }) => {
      const last = await jobRun.findFirst({
        where: { job: name, tenantId: "" },
        orderBy: { startedAt: "desc" },
      });
      return {
        name,
        about,
        scope,
        cron,
        next: nextTime(cron, now),
        last: last && presentRun(last),
        running: countOf(name, "running"),
        failed: countOf(name, "failed"),
      };
    }),
  );
}

export const listJobRunsInput = z.strictObject({
  job: z.string().max(80).optional(),
  tenantId: z.string().max(80).optional(),
  status: z.enum(["running", "completed", "failed"]).optional(),
  limit: limit(50, 500),
  cursor,
});
export type ListJobRunsInput = z.input<typeof listJobRunsInput>;

const cursorShape = z.tuple([z.iso.datetime(), z.string()]);

/**
 * Runs, newest first.
 * @throws ZodError; AppError `invalid_input` for a cursor that this list did not give
 */
export async function listJobRuns(
  { catalog }: Platform,
  input: ListJobRunsInput = {},
): Promise<{ runs: JobRunSummary[]; nextCursor: string | null }> {
  const { limit, cursor, ...filter } = listJobRunsInput.parse(input);
  const found = await catalog.jobRun.findMany({
    where: { ...filter, ...(cursor === undefined ? {} : before(cursor)) },
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const { rows, nextCursor } = cutPage(found, limit, ({ startedAt, id }) => [startedAt.toISOString(), id]);
  return { runs: rows.map(presentRun), nextCursor };
}

function before(cursor: string) {
  const [instant, id] = readCursor(cursor, cursorShape);
  const startedAt = new Date(instant);
  return { OR: [{ startedAt: { lt: startedAt } }, { startedAt, id: { lt: id } }] };
}

const outcomeShape = z.record(z.string(), z.number());

interface RunRow {
  id: string;
  job: string;
  tenantId: string;
  period: string;
  status: string;
  outcome: string;
  error: string | null;
  attempts: number;
  startedAt: Date;
  finishedAt: Date | null;
}

function presentRun(row: RunRow): JobRunSummary {
  const { id, job, tenantId, period, status, error, attempts } = row;
  return {
    id,
    job,
    tenantId: tenantId || null,
    period,
    status,
    outcome: outcomeShape.parse(JSON.parse(row.outcome)),
    error,
    attempts,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
