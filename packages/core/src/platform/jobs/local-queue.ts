import type { Piece } from "./job";
import { breather } from "./pause";
import type { JobQueue, QueueOptions } from "./queue";

/** Tenants worked on at once, whatever the number of jobs. */
const atOnce = 2;

/**
 * The queue of a process that shares its work with nobody. What waits here is lost with the process; the run that
 * offered it is open until it is done, so that whoever goes on with that offers it again.
 */
export function createLocalQueue({ run, warn }: QueueOptions): JobQueue {
  const underWay = new Set<Promise<unknown>>();
  const turns = Array.from({ length: atOnce }, () => Promise.resolve());
  let stopped = false;

  async function attempt(piece: Piece): Promise<void> {
    if (stopped) return;
    await run(piece).catch((error: unknown) => warn(`The run of job ${piece.job} could not be kept`, error));
  }

  /** Tenants take turns. A run for the installation needs none: it may be waiting for tenants' itself. */
  async function inTurns(pieces: readonly Piece[]): Promise<void> {
    const waiting = [...pieces];
    const worker = async () => {
      const pause = breather();
      for (let next = waiting.shift(); next && !stopped; next = waiting.shift()) {
        await attempt(next);
        await pause();
      }
    };
    await Promise.all(
      turns.map((before, index) => {
        const turn = before.then(worker);
        turns[index] = turn;
        return turn;
      }),
    );
  }

  return {
    async offer(pieces) {
      const work = Promise.all([
        ...pieces.filter(({ tenantId }) => tenantId === "").map(attempt),
        inTurns(pieces.filter(({ tenantId }) => tenantId !== "")),
      ]);
      underWay.add(work);
      await work.finally(() => underWay.delete(work));
    },
    async stop() {
      stopped = true;
      await Promise.all(underWay);
    },
  };
}
