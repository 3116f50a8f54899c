import type { Platform } from "../platform";
import type { TenantName } from "./each-tenant";

/** What a run may use. */
export interface JobContext {
  platform: Platform;
  /** Raised when the process is to end: work ends at the next place where it can be taken up again. */
  signal: AbortSignal;
  /** Waited for between pieces of work, so that requests come first. */
  pause: () => Promise<void>;
  now: Date;
}

/** Figures: what a run did. */
export type JobOutcome = Readonly<Record<string, number>>;

interface Named {
  /** What it is called on the command line and in the log of runs. */
  name: string;
  /** What it does, in a few words. */
  about: string;
  /** A cron time in UTC. */
  cron: string;
}

/** Something done once in a period for the whole installation. Doing it twice, or half and then again, does no harm. */
export interface InstallationJob extends Named {
  scope: "installation";
  run: (context: JobContext) => Promise<JobOutcome>;
}

/** Something done once in a period for each tenant, whose failure is that tenant's alone. As repeatable. */
export interface TenantJob extends Named {
  scope: "tenant";
  /** Only for tenants in one of these states. */
  statuses: string[];
  run: (context: JobContext, tenant: TenantName) => Promise<JobOutcome>;
}

export type Job = InstallationJob | TenantJob;

/** One run that is wanted. */
export interface Piece {
  job: string;
  /** Empty for the installation; of a tenants' job, that is the run which has all tenants' runs done. */
  tenantId: string;
  period: string;
  /** Counted from 1: who goes on with a run that was lost, or failed, says which attempt that is. */
  attempt: number;
}
