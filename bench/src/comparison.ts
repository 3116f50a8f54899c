/** One way to do the work that is compared. */
export interface Contender {
  name: string;
  /**
   * Does the work so many times and returns how long that took, in milliseconds; what has to be prepared or
   * cleared away before and after does not count.
   */
  run(times: number): Promise<number>;
  /** How often it may be done in one go; as often as time allows unless said. */
  most?: number;
}

/** The same work done by several; the first is ours and the others are what it is measured against. */
export interface Comparison {
  /** Short and stable: for `--only` and the JSON. */
  id: string;
  /** The work, in words for people. */
  work: string;
  /** `aimMs`: how many milliseconds it may take at most. Without one the time is only printed. */
  ours: Contender & { aimMs?: number };
  /** `aim`: our time must be at most so many times theirs. Without one the ratio is only printed. */
  others: (Contender & { aim?: number })[];
  /** How much data is worked on each time, where that tells more than the time. */
  bytes?: number;
  /** How long one contender runs in one round, in milliseconds; as long as for the others unless said. */
  sliceMs?: number;
  /** What could not be measured here, and why. */
  note?: string;
  /** Frees what the comparison alone used. */
  close?(): Promise<void>;
}

/** Tells the time in milliseconds, from an arbitrary beginning. */
export type Clock = () => number;

/** Time as people experience it, waiting for the disk included. */
export const wallClock: Clock = () => performance.now();

/**
 * Processor time of this process, all threads together: what work costs that waits for nothing, such as a read from
 * memory. Other programs on the machine disturb it far less than the time on the wall.
 */
export const cpuClock: Clock = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Takes the time of a loop over `work`. */
export function looped(work: (turn: number) => unknown, clock: Clock = wallClock): Contender["run"] {
  let turn = 0;
  return async (times) => {
    const begun = clock();
    for (let i = 0; i < times; i++) {
      const pending = work(turn++);
      // The raw driver is synchronous; awaiting it would charge it with a turn of the event loop.
      if (pending instanceof Promise) await pending;
    }
    return clock() - begun;
  };
}
