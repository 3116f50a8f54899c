import { performance } from "node:perf_hooks";
import type { Engine } from "../engine";
import { TenancyError } from "../errors";
import { migrateBatch, reasonOf } from "./batch";
import { readWave } from "./health";
import type { FleetLedger, Run, RunStatus, RunTarget } from "./ledger";

/** How far a run has come. */
export interface RunProgress {
  wave: string;
  /** Tenants that are done, of all in the run, whatever became of them. */
  done: number;
  total: number;
  failed: number;
}

export interface DriveOptions<Client> {
  /** Looks into a migrated tenant between waves, where the plan says so. Throws when something is wrong. */
  read?: (db: Client) => Promise<unknown>;
  /** Runs the plan's command between waves. Throws when it fails. */
  ask?: (command: string, wave: string) => Promise<void>;
  onProgress?: (progress: RunProgress) => void;
  /** Has the run pause after the tenants under way. */
  signal?: AbortSignal;
  /** Tenants of one place migrated at once; 4 unless said. */
  concurrency?: number;
}

// So long, about, tenants are closed together; and so many at the most.
const closedMs = 400;
const largestBatch = 128;
// Whoever holds a tenant for longer than a moment is come back to, alone.
const firstWaitMs = 3_000;
const lastWaitMs = 30_000;

/**
 * Goes on with a run that this process holds, from where it stands to its end or until it pauses, and returns how it
 * stands then. Throws `lease_lost` when the run is another's by now.
 */
export async function drive<Client>(
  engine: Engine<Client>,
  ledger: FleetLedger,
  run: Run,
  targets: readonly RunTarget[],
  options: DriveOptions<Client>,
): Promise<Exclude<RunStatus, "running">> {
  const figures = await ledger.figures(run.id);
  const tell = { done: 0, total: 0, failed: 0, failedHere: 0 };
  for (const { status, tenants } of figures) {
    tell.total += tenants;
    if (status !== "pending") tell.done += tenants;
    if (status === "failed") tell.failed += tenants;
  }
  const drivingRun: Driving<Client> = { engine, ledger, run, targets, options, tell, size: 1 };
  options.onProgress?.({
    wave: nameOf(run, run.wave),
    done: tell.done,
    total: tell.total,
    failed: tell.failed,
  });
  const waves = run.plan.waves;
  try {
    for (let wave = run.wave; wave < waves.length; wave++) {
      await driveWave(drivingRun, wave);
      const isLast = wave === waves.length - 1;
      if (isLast) while ((await takeIn(drivingRun, wave)) > 0) await driveWave(drivingRun, wave);
      else await checkHealth(drivingRun, wave);
      await ledger.reach(run, wave + 1);
    }
    const failed = (await ledger.figures(run.id)).some(({ status }) => status === "failed");
    const outcome = failed ? "failed" : "completed";
    await ledger.stop(run, outcome, failed ? "Some tenants failed." : null);
    return outcome;
  } catch (error) {
    if (!(error instanceof Pause)) {
      // What cannot be noted is found by whoever resumes: the holder is silent.
      await ledger.stop(run, "paused", reasonOf(error)).catch(() => {});
      throw error;
    }
    await ledger.stop(run, "paused", error.message);
    return "paused";
  }
}

interface Driving<Client> {
  engine: Engine<Client>;
  ledger: FleetLedger;
  run: Run;
  targets: readonly RunTarget[];
  options: DriveOptions<Client>;
  tell: { done: number; total: number; failed: number; failedHere: number };
  /** How many tenants are closed together next. */
  size: number;
}

/** Why a run stops before its end. */
class Pause extends Error {}

async function driveWave<Client>(driving: Driving<Client>, wave: number): Promise<void> {
  const { ledger, run, options } = driving;
  const { concurrency = 4 } = options;
  await migrateShared(driving, wave);
  const late: string[] = [];
  let after: string | undefined;
  for (;;) {
    pauseIfAsked(driving, wave);
    const next = await ledger.tenants(run.id, { status: "pending", wave, after, limit: driving.size });
    after = next.at(-1)?.tenantId;
    if (after === undefined) break;
    const ids = next.map(({ tenantId }) => tenantId);
    late.push(...(await migrateSome(driving, wave, ids, { waitMs: firstWaitMs, concurrency })));
  }
  for (const id of late) {
    pauseIfAsked(driving, wave);
    const [still] = await migrateSome(driving, wave, [id], { waitMs: lastWaitMs, concurrency });
    if (still === undefined) continue;
    await ledger.note(run, id, "failed", "Somebody uses it, or works on it, and did not let go of it.");
    count(driving, wave, { failed: 1, done: 1 });
  }
  pauseIfAsked(driving, wave);
}

/** Migrates tenants together and returns those that were not to be had. */
async function migrateSome<Client>(
  driving: Driving<Client>,
  wave: number,
  ids: readonly string[],
  batch: { waitMs: number; concurrency: number },
): Promise<string[]> {
  const { engine, ledger, run } = driving;
  const { migrated, failed, gone, busy, took } = await migrateBatch(engine, ledger, run, ids, batch);
  const done = migrated + failed + gone;
  if (done > 0) driving.size = sizeAfter(driving.size, took / done);
  count(driving, wave, { failed, done });
  return busy;
}

// Grows by doubling, so that one quick tenant does not have many slow ones closed together.
function sizeAfter(size: number, msEach: number): number {
  const fitting = Math.floor(closedMs / Math.max(msEach, 0.1));
  return Math.max(1, Math.min(fitting, size * 2, largestBatch));
}

// Tables that tenants share are changed once, for all of them.
async function migrateShared<Client>(driving: Driving<Client>, wave: number): Promise<void> {
  const { engine, ledger, run, targets } = driving;
  for (const { datasource, schemaVersion } of targets.filter(({ isolation }) => isolation === "row")) {
    const shared = { wave, datasource };
    const tenantId = await ledger.firstAt(run.id, shared);
    if (tenantId === null) continue;
    const begun = performance.now();
    const took = () => Math.round(performance.now() - begun);
    const claim = engine.coordination.claim();
    let failure: string | null = null;
    try {
      await engine.datasource(datasource).migrate(tenantId);
    } catch (error) {
      failure = reasonOf(error);
    }
    claim();
    const settled = await ledger.settleShared(
      run,
      shared,
      failure === null
        ? { kind: "migrated", schemaVersion, took: took() }
        : { kind: "failed", error: failure, took: took() },
    );
    count(driving, wave, { failed: failure === null ? 0 : settled, done: settled });
  }
}

async function takeIn<Client>(
  { ledger, run, targets, tell }: Driving<Client>,
  wave: number,
): Promise<number> {
  const more = await ledger.topUp(run, targets, wave);
  tell.total += more;
  return more;
}

function count<Client>(
  { run, tell, options }: Driving<Client>,
  wave: number,
  { failed, done }: { failed: number; done: number },
): void {
  tell.done += done;
  tell.failed += failed;
  tell.failedHere += failed;
  const { total, failed: all } = tell;
  options.onProgress?.({ wave: nameOf(run, wave), done: tell.done, total, failed: all });
}

function pauseIfAsked<Client>({ run, tell, options }: Driving<Client>, wave: number): void {
  if (options.signal?.aborted) throw new Pause("It was stopped.");
  const { plan } = run;
  const isCanary = plan.waves[wave]?.upTo === null;
  if (isCanary && tell.failedHere > 0) throw new Pause("A canary failed.");
  if (tell.failedHere > plan.maxFailures)
    throw new Pause(
      `${tell.failedHere} tenants failed, more than the ${plan.maxFailures} that were allowed.`,
    );
}

async function checkHealth<Client>(driving: Driving<Client>, wave: number): Promise<void> {
  const { engine, ledger, run, options } = driving;
  const { health, command } = run.plan;
  const name = nameOf(run, wave);
  try {
    if (health === "open" && options.read) await readWave(engine, ledger, run, wave, options.read);
    if (health === "command" && command !== undefined) {
      if (options.ask === undefined)
        throw new TenancyError("run_missing", "There is nobody here to run the health command.");
      await options.ask(command, name);
    }
  } catch (error) {
    throw new Pause(`The health check after wave ${name} failed: ${reasonOf(error)}`);
  }
}

function nameOf(run: Run, wave: number): string {
  return run.plan.waves[wave]?.name ?? String(wave + 1);
}
