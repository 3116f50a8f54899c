import { dayMs, minuteMs } from "../../durations";
import type { Platform } from "../platform";
import type { Piece } from "./job";
import { failRun } from "./job-run";
import { isByHand } from "./period";

export interface LostRunsOptions {
  /** For how long a process may be silent before it counts as dead, in milliseconds; 13,000 unless said. */
  silenceMs?: number;
  /** How long a failed run rests before the first repetition; five minutes unless said. */
  retryMs?: number;
}

/** How often a run that fails is tried. */
const tries = 3;
/** How often a run is taken up again whose process died: it may be what kills them. */
const lives = 5;
const most = 500;

/** Finds the runs to be taken up again. Kept by a process as long as it lives: it has to watch the others. */
export interface LostRuns {
  find(now: Date): Promise<Piece[]>;
}

/**
 * Runs of processes that died are lost, and failed ones are tried again a few times. Whether a process lives is told by
 * its heartbeat, which is compared with what it was, never with a clock: two machines' do not agree.
 */
export function watchLostRuns(
  platform: Platform,
  { silenceMs = 13_000, retryMs = 5 * minuteMs }: LostRunsOptions = {},
): LostRuns {
  const { catalog } = platform;
  const seen = new Map<string, { heartbeat: number; at: number }>();

  async function deadOf(processIds: Set<string>): Promise<Set<string>> {
    const rows = await catalog.serverProcess.findMany({ where: { id: { in: [...processIds] } } });
    const beats = new Map(rows.map(({ id, heartbeatAt }) => [id, heartbeatAt.getTime()]));
    for (const id of seen.keys()) if (!processIds.has(id)) seen.delete(id);
    const dead = new Set<string>();
    for (const id of processIds) {
      const heartbeat = beats.get(id);
      const known = seen.get(id);
      // Whoever leaves in order takes its entry along.
      if (heartbeat === undefined) dead.add(id);
      else if (known?.heartbeat !== heartbeat) seen.set(id, { heartbeat, at: performance.now() });
      else if (performance.now() - known.at > silenceMs) dead.add(id);
    }
    return dead;
  }

  async function lost(now: Date): Promise<Piece[]> {
    const running = await catalog.jobRun.findMany({
      where: { status: "running", NOT: { processId: platform.processId } },
      orderBy: { startedAt: "asc" },
      take: most,
    });
    const dead = await deadOf(new Set(running.map(({ processId }) => processId ?? "")));
    const pieces: Piece[] = [];
    for (const run of running) {
      if (!dead.has(run.processId ?? "")) continue;
      if (isByHand(run.period) || run.attempts >= lives) {
        await cutOff(run, now);
        continue;
      }
      const { job, tenantId, period, attempts } = run;
      pieces.push({ job, tenantId, period, attempt: attempts + 1 });
    }
    return pieces;
  }

  // By hand it is whoever asked who asks again. A command may not have entered itself yet when it begins.
  async function cutOff(
    run: { id: string; period: string; attempts: number; startedAt: Date; processId: string | null },
    now: Date,
  ) {
    if (isByHand(run.period) && now.getTime() - run.startedAt.getTime() < 10 * minuteMs) return;
    const owner = { ...platform, processId: run.processId ?? "" };
    await failRun(
      owner,
      { id: run.id, attempt: run.attempts },
      Object.assign(new Error(), { code: "cut_off" }),
    );
  }

  async function failed(now: Date): Promise<Piece[]> {
    const rows = await catalog.jobRun.findMany({
      where: {
        status: "failed",
        attempts: { lt: tries },
        startedAt: { gt: new Date(now.getTime() - dayMs) },
        finishedAt: { lt: new Date(now.getTime() - retryMs) },
      },
      orderBy: { startedAt: "asc" },
      take: most,
    });
    return rows
      .filter(({ period }) => !isByHand(period))
      .map(({ job, tenantId, period, attempts }) => ({ job, tenantId, period, attempt: attempts + 1 }));
  }

  return {
    find: async (now) => [...(await lost(now)), ...(await failed(now))],
  };
}
