import type { Engine } from "../engine";
import { TenancyError } from "../errors";
import { newTenantId } from "../ids";
import { type DriveOptions, drive } from "./drive";
import type { FleetLedger, LaggingGroup, Run, RunPlan, RunStatus, RunTarget } from "./ledger";
import { wavesOf } from "./waves";

/** What a fleet lacks, from the registry alone. */
export interface FleetLag {
  groups: LaggingGroup[];
  tenants: number;
  /** Names of the migrations that some tenant lacks, oldest first, by the dialect that they are sent in. */
  migrations: { sqlite: string[]; postgresql: string[] };
}

export interface DeployRunOptions<Client> extends DriveOptions<Client> {
  origin?: RunPlan["origin"];
  /** Ids of the tenants that go first. */
  canaries?: readonly string[];
  /** As `wavesOf` reads them; all at once unless said. */
  waves?: readonly string[];
  maxFailures?: number;
  health?: RunPlan["health"];
  command?: string;
  branch?: RunPlan["branch"];
}

export interface RunOutcome {
  run: Run;
  status: Exclude<RunStatus, "running">;
}

/** Runs over the fleet, of which one is under way at a time. */
export interface FleetRuns<Client> {
  /** What is to be done, by the registry. */
  lag(): Promise<FleetLag>;
  /**
   * Brings every tenant up to date that is not, in waves; null, and nothing written, where all are. Throws `run_open`
   * while another run is not ended, `waves_invalid`, `run_of_another_version` for a branch that changed meanwhile.
   */
  deploy(options?: DeployRunOptions<Client>): Promise<RunOutcome | null>;
  /**
   * Goes on with the run that is not ended, from where it stands. Throws `run_missing`, `run_open` while the process
   * that holds it lives, `run_of_another_version`.
   */
  resume(options?: DriveOptions<Client>): Promise<RunOutcome>;
  /**
   * Has the newest run's failed tenants done again, and goes on with it. Throws as `resume` does, and `run_missing` for one
   * that was cancelled: that left tenants behind that nobody would come back to.
   */
  retry(options?: DriveOptions<Client>): Promise<RunOutcome>;
  /** Ends a run that waits. What is migrated stays so. Throws `run_missing`, `run_open`. */
  cancel(): Promise<Run>;
  /** Whether a process lives, which takes as long as its lease to tell where it does not. */
  isAlive(processId: string): Promise<boolean>;
}

/** How many may fail before a run pauses, unless said: one in twenty, and ten in a small fleet. */
export function defaultBudget(tenants: number): number {
  return Math.max(10, Math.ceil(tenants / 20));
}

export function createFleetRuns<Client>(engine: Engine<Client>, ledger: FleetLedger): FleetRuns<Client> {
  const { coordination } = engine;
  /** Every place that takes tenants, and the version there. */
  async function targetsNow(): Promise<RunTarget[]> {
    await engine.options.refreshDatasources?.();
    const anyone = newTenantId();
    return Object.entries(engine.options.datasources)
      .filter(([, { accepts }]) => accepts?.(anyone) !== false)
      .map(([datasource, { model: isolation, schemaVersion }]) => ({
        datasource,
        isolation,
        schemaVersion,
      }));
  }

  async function lag(): Promise<FleetLag> {
    const groups = await ledger.lagging(await targetsNow());
    const names = { sqlite: new Set<string>(), postgresql: new Set<string>() };
    for (const { datasource, schemaVersion } of groups) {
      const place = engine.datasource(datasource);
      const missing = place.pending(schemaVersion);
      // Of a history that was edited or merged otherwise: which it lacks, only its database knows.
      const { migrations } = place;
      const lacking = missing === null ? migrations : migrations.slice(migrations.length - missing);
      for (const { name } of lacking) names[place.dialect].add(name);
    }
    const sorted = (set: Set<string>) => [...set].sort();
    return {
      groups,
      tenants: groups.reduce((sum, { tenants }) => sum + tenants, 0),
      migrations: { sqlite: sorted(names.sqlite), postgresql: sorted(names.postgresql) },
    };
  }

  async function go(run: Run, options: DriveOptions<Client>): Promise<RunOutcome> {
    const status = await drive(engine, ledger, run, await targetsNow(), options);
    return { run: (await ledger.latest()) ?? run, status };
  }

  /** The run that is not ended, in this process's hands. */
  async function held(run: Run | null): Promise<Run> {
    if (run === null) throw noRun();
    await coordination.enter();
    const { processId } = run;
    if (processId !== null && (await coordination.isAlive(processId)) && processId !== coordination.processId)
      throw underWay(run);
    if (!(await ledger.hold(run, coordination.processId))) throw underWay(run);
    return { ...run, status: "running", processId: coordination.processId };
  }

  async function assertOurs(run: Run): Promise<void> {
    const differs = (await targetsNow()).find(
      ({ datasource, schemaVersion }) => (run.target[datasource] ?? schemaVersion) !== schemaVersion,
    );
    if (differs === undefined) return;
    throw new TenancyError(
      "run_of_another_version",
      `The run that is open brings tenants to ${run.target[differs.datasource]}, and this code to ${differs.schemaVersion}. Resume it with the code that began it, or end it with \`migrate cancel\` and deploy.`,
    );
  }

  return {
    lag,
    isAlive: (processId) => coordination.isAlive(processId),

    async deploy(options = {}) {
      await coordination.enter();
      const targets = await targetsNow();
      const { tenants, groups, migrations } = await lag();
      if (tenants === 0) return null;
      const { canaries = [], waves = ["100%"], maxFailures = defaultBudget(tenants) } = options;
      const shared = new Set(
        targets.flatMap((target) => (target.isolation === "row" ? target.datasource : [])),
      );
      const ranked = groups
        .filter(({ datasource }) => !shared.has(datasource))
        .reduce((sum, group) => sum + group.tenants, 0);
      const known = new Set([...migrations.sqlite, ...migrations.postgresql]);
      const run = await ledger.begin({
        processId: coordination.processId,
        canaries,
        targets,
        plan: {
          origin: options.origin ?? "command",
          migrations: [...known].sort(),
          waves: wavesOf(waves, Math.max(0, ranked - canaries.length), canaries.length > 0),
          maxFailures,
          health: options.health ?? "open",
          ...(options.command === undefined ? {} : { command: options.command }),
          ...(options.branch === undefined ? {} : { branch: options.branch }),
        },
      });
      return go(run, options);
    },

    async resume(options = {}) {
      const open = await ledger.open();
      if (open !== null) await assertOurs(open);
      return go(await held(open), options);
    },

    async retry(options = {}) {
      const latest = (await ledger.open()) ?? (await ledger.latest());
      if (latest === null) throw noRun();
      if (latest.status === "cancelled")
        throw noRun(`can be retried: ${latest.id}, the newest, was cancelled`);
      await assertOurs(latest);
      const ended = latest.status !== "running" && latest.status !== "paused";
      if (!ended) await held(latest);
      await coordination.enter();
      const { processId } = coordination;
      const last = Math.max(0, latest.plan.waves.length - 1);
      const wave = ended ? last : Math.min(latest.wave, last);
      if ((await ledger.again(latest, processId, wave)) === 0 && ended)
        throw noRun("has a tenant that failed");
      return go({ ...latest, status: "running", processId, wave }, options);
    },

    async cancel() {
      const run = await held(await ledger.open());
      await ledger.stop(run, "cancelled", "It was cancelled.");
      return run;
    },
  };
}

function noRun(what = "is open"): TenancyError {
  return new TenancyError(
    "run_missing",
    `No run ${what}. \`migrate deploy\` begins one where there is something to do.`,
  );
}

function underWay({ id, processId }: Run): TenancyError {
  return new TenancyError(
    "run_open",
    `Run ${id} is under way in process ${processId ?? "another"}. Wait for its end, or end that process.`,
  );
}

/** The refusal to begin a run beside another one. */
export function runOpen({ id, status }: Pick<Run, "id" | "status">): TenancyError {
  return new TenancyError(
    "run_open",
    `Run ${id} is ${status} and has not ended. Go on with it (\`migrate resume\`), or end it (\`migrate cancel\`).`,
  );
}
