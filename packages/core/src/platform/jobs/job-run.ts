import { isUniqueViolation } from "@acre/db";
import { newTenantId } from "@acre/tenancy";
import { codeOf } from "../../translate-error";
import type { Platform } from "../platform";
import type { JobOutcome, Piece } from "./job";

/** A run that is this process's. */
export interface ClaimedRun {
  id: string;
  attempt: number;
}

/**
 * Takes a run: the first attempt by writing it down, which one process alone can, a later one from whoever lost it or
 * failed. Who does not get it leaves it alone.
 * @returns null when somebody else has it, or had it
 */
export async function claimRun(
  { catalog, processId }: Platform,
  { attempt, ...key }: Piece,
): Promise<ClaimedRun | null> {
  if (attempt === 1) {
    const id = newTenantId();
    try {
      await catalog.jobRun.create({ data: { id, ...key, status: "running", processId } });
      return { id, attempt };
    } catch (error) {
      if (isUniqueViolation(error)) return null;
      throw error;
    }
  }
  const again = { attempts: attempt, status: "running", processId, startedAt: new Date(), finishedAt: null };
  const { count } = await catalog.jobRun.updateMany({
    where: { ...key, attempts: attempt - 1, status: { in: ["running", "failed"] } },
    data: again,
  });
  if (count === 0) return null;
  const run = await catalog.jobRun.findUniqueOrThrow({ where: { job_period_tenantId: key } });
  return { id: run.id, attempt };
}

/** Writes down that a run is done, unless another process has taken it over since. */
export async function completeRun(platform: Platform, run: ClaimedRun, outcome: JobOutcome): Promise<void> {
  await end(platform, run, { status: "completed", outcome: JSON.stringify(outcome), error: null });
}

/** Writes down that a run failed, and what for: a code, and of our own errors the sentence. Never content. */
export async function failRun(platform: Platform, run: ClaimedRun, error: unknown): Promise<void> {
  await end(platform, run, { status: "failed", error: reasonOf(error) });
}

async function end(
  { catalog, processId }: Platform,
  { id, attempt }: ClaimedRun,
  data: { status: string; outcome?: string; error: string | null },
): Promise<void> {
  await catalog.jobRun.updateMany({
    where: { id, processId, attempts: attempt, status: "running" },
    data: { ...data, finishedAt: new Date() },
  });
}

/** What operators may read of a failure. A database's own message may quote a row. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unexpected";
  const code = codeOf(error);
  if (error.name === "TenancyError" || error.name === "AppError")
    return `${code}: ${error.message}`.slice(0, 500);
  return code ?? error.name;
}
