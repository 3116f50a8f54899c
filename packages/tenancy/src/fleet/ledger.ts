import type { IsolationModel, TenantRecord, TenantStatus } from "../registry";

/** Where a run is: `paused` ones wait to be resumed; the last three have ended. */
export type RunStatus = "running" | "paused" | "completed" | "failed" | "cancelled";

/** A part of the fleet that is brought up to date before the next part is touched. */
export interface RunWave {
  /** As people read it: `canary`, `10%`. */
  name: string;
  /** How many tenants have been reached when it is over, canaries not counted; null for the canaries themselves. */
  upTo: number | null;
}

/** What was decided when a run began. Kept with it, so that whoever resumes it goes by the same. */
export interface RunPlan {
  /** `start` for the one that a starting process makes, `command` for an operator's. */
  origin: "start" | "command";
  /** The migrations that some tenant lacks, oldest first. */
  migrations: string[];
  waves: RunWave[];
  /** How many tenants may fail before the run pauses. */
  maxFailures: number;
  /** What is asked between waves: whether each migrated tenant opens and reads, a command, or nothing. */
  health: "open" | "command" | "none";
  command?: string;
  /** The branch that it merges, with what it changes. */
  branch?: MergedBranchPlan;
}

/** A branch that a run merges. */
export interface MergedBranchPlan {
  id: string;
  /** Names of its migrations. */
  migrations: string[];
}

/** The version that tenants at a place are brought to. */
export interface RunTarget {
  datasource: string;
  isolation: IsolationModel;
  schemaVersion: string;
}

export interface Run {
  id: string;
  status: RunStatus;
  plan: RunPlan;
  /** The version that each datasource's tenants are brought to. */
  target: Readonly<Record<string, string>>;
  /** The wave that is next, counted from 0. */
  wave: number;
  /** The process that works on it. */
  processId: string | null;
  lastError: string | null;
  createdAt: Date;
  finishedAt: Date | null;
}

export interface NewRun {
  processId: string;
  plan: RunPlan;
  targets: readonly RunTarget[];
  /** Ids of the tenants that go first. */
  canaries: readonly string[];
}

/** Tenants that are not at the version they should be, as many as are alike. */
export interface LaggingGroup {
  datasource: string;
  schemaVersion: string | null;
  tenants: number;
}

export type RunTenantStatus = "pending" | "migrated" | "failed" | "gone";

/** What became of one tenant in a run. */
export interface RunTenant {
  tenantId: string;
  wave: number;
  status: RunTenantStatus;
  error: string | null;
  /** Milliseconds. */
  took: number | null;
}

/** How many tenants of a wave are at this status. */
export interface RunFigure {
  wave: number;
  status: RunTenantStatus;
  tenants: number;
}

/** A tenant that is closed to everybody while it is migrated. */
export interface ClosedTenant {
  /** With the epoch that closed it. */
  record: TenantRecord;
  operationId: string;
  /** What its status is to be again. */
  statusBefore: TenantStatus;
}

export interface Closing {
  closed: ClosedTenant[];
  /** Tenants that something else works on. */
  busy: string[];
  /** Tenants that are no more, or will not be. */
  gone: string[];
}

export type MigrationOutcome =
  | { kind: "migrated"; schemaVersion: string; took: number }
  | { kind: "failed"; error: string; took: number }
  /** Somebody did not let go of it in time; it stays to be done. */
  | { kind: "busy" };

export interface Reopening {
  closed: ClosedTenant;
  outcome: MigrationOutcome;
}

/**
 * Port to what is known of runs over the fleet, kept where the registry is, so that a tenant is closed or opened again
 * and noted in its run in one transaction. Each method takes effect as a whole. Methods that take a run throw
 * `lease_lost` when another process holds it by now.
 */
export interface FleetLedger {
  /** How many tenants there are beyond those that lag. */
  count(): Promise<number>;
  /** Tenants that are settled and not at their place's version, counted and none read. */
  lagging(targets: readonly RunTarget[]): Promise<LaggingGroup[]>;

  /**
   * Begins a run with every lagging tenant in it. The branch that it merges is being merged from that moment on. Throws
   * `run_open` while another one is not ended, `run_of_another_version` for a branch that has changed since it was read.
   */
  begin(run: NewRun): Promise<Run>;
  /** The run that is under way or waits to be resumed. */
  open(): Promise<Run | null>;
  /** The newest run. */
  latest(): Promise<Run | null>;
  /** Hands a run that has not ended to a process. False when another was faster. */
  hold(run: Run, processId: string): Promise<boolean>;
  /** Ends the run, or lets it wait. A branch whose merge is cancelled before any tenant has it is open again. */
  stop(run: Run, status: Exclude<RunStatus, "running">, error: string | null): Promise<void>;
  /** Notes the wave that is next. */
  reach(run: Run, wave: number): Promise<void>;
  /** Takes tenants in that lag and are not in the run, and returns how many there were. */
  topUp(run: Run, targets: readonly RunTarget[], wave: number): Promise<number>;
  /** Has the run's failed tenants done again in this wave, in a run that ended too. Returns how many there are. */
  again(run: Run, processId: string, wave: number): Promise<number>;

  figures(runId: string): Promise<RunFigure[]>;
  /** The run's tenants of a wave at a status, ordered by id. */
  tenants(runId: string, query: RunTenantQuery): Promise<RunTenant[]>;

  /** Closes tenants: begins the operation `migrate` on each, raises its epoch, asks everybody to let go of it. */
  close(run: Run, tenantIds: readonly string[]): Promise<Closing>;
  /** The processes that let go of each. */
  answers(closed: readonly ClosedTenant[]): Promise<ReadonlyMap<string, ReadonlySet<string>>>;
  /** Opens tenants again and notes what became of them. */
  reopen(run: Run, reopenings: readonly Reopening[]): Promise<void>;
  /** Notes what became of a tenant that was not closed. */
  note(run: Run, tenantId: string, status: "failed" | "gone", error: string | null): Promise<void>;
  /** Notes for every pending tenant of a wave at one place what became of the tables that they share. */
  settleShared(
    run: Run,
    shared: { wave: number; datasource: string },
    outcome: Exclude<MigrationOutcome, { kind: "busy" }>,
  ): Promise<number>;
  /** Any one pending tenant of a wave at a place. */
  firstAt(runId: string, shared: { wave: number; datasource: string }): Promise<string | null>;
}

export interface RunTenantQuery {
  status: RunTenantStatus;
  wave?: number;
  /** Only tenants whose id sorts after this one. */
  after?: string;
  limit: number;
}
