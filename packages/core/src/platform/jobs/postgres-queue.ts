import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import PgBoss from "pg-boss";
import { z } from "zod";
import type { Piece } from "./job";
import { breather } from "./pause";
import type { JobQueue, QueueOptions } from "./queue";

const queue = "runs";
/** Runs at once in each process. */
const workers = 2;
const idleMs = 2000;
// A message is of use until its run is written down. One that a process died with before is handed out again then.
const handOutAgainSeconds = 60;

const pieceShape = z.object({
  job: z.string(),
  tenantId: z.string(),
  period: z.string(),
  attempt: z.number(),
});

export interface PostgresQueueOptions extends QueueOptions {
  /** The owner of the database: the queue has a schema of its own there, which the application's login cannot reach. */
  ownerUrl: string;
  /** How long a process rests that found nothing to do, in milliseconds; 2,000 unless said. */
  restMs?: number;
}

/**
 * The queue that the processes of an installation on PostgreSQL share: what one offers, whichever is free takes. It
 * keeps what waits; who has what is in the runs themselves.
 */
export async function createPostgresQueue({
  ownerUrl,
  run,
  warn,
  restMs = idleMs,
}: PostgresQueueOptions): Promise<JobQueue> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: "acre_jobs",
    application_name: "acre jobs",
    max: workers + 1,
    schedule: false,
    maintenanceIntervalSeconds: 30,
    archiveCompletedAfterSeconds: 3600,
    deleteAfterHours: 1,
  });
  boss.on("error", (error) => warn("The queue of jobs cannot be reached; trying again", error));
  await boss.start();
  await boss.createQueue(queue, {
    name: queue,
    expireInSeconds: handOutAgainSeconds,
    retryLimit: 10,
    retryDelay: 1,
  });
  const stopping = new AbortController();

  async function work(): Promise<void> {
    const pause = breather();
    while (!stopping.signal.aborted) {
      try {
        const messages = await boss.fetch<unknown>(queue, { batchSize: 1 });
        for (const { id, data } of messages) {
          await run(pieceShape.parse(data));
          await boss.complete(queue, id);
        }
        if (messages.length > 0) await pause();
        else await rest(restMs, stopping.signal);
      } catch (error) {
        warn("A run could not be taken from the queue of jobs", error);
        await rest(restMs, stopping.signal);
      }
    }
  }
  const working = Array.from({ length: workers }, work);

  return {
    async offer(pieces) {
      if (pieces.length === 0) return;
      // One that waits already is not entered again.
      await boss.insert(pieces.map((piece) => ({ id: idOf(piece), name: queue, data: piece })));
    },
    async stop() {
      stopping.abort();
      await Promise.all(working);
      await boss.stop({ graceful: false, wait: true });
    },
  };
}

/** The same for the same run, whoever offers it. */
function idOf({ job, tenantId, period, attempt }: Piece): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([job, tenantId, period, attempt]))
    .digest("hex");
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join("-");
}

async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal, ref: false }).catch(() => {});
}
