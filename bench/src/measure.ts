import type { Comparison, Contender } from "./comparison";
import { type Spread, spreadOf } from "./statistics";

/** Our time beside one other's, both per operation, taken in the same rounds. */
export interface Measured {
  id: string;
  work: string;
  against: string;
  oursMs: Spread;
  theirsMs: Spread;
  /** Our time divided by theirs, round by round: below 1 is faster than they are. */
  ratio: Spread;
  /** The ratio may be at most this; null where there is no aim. */
  aim: number | null;
  /** Whether the ratio's aim was met; true where there is none. */
  met: boolean;
  /** Our time may be at most so many milliseconds; null where there is no such aim, or another row has it. */
  aimMs: number | null;
  /** Whether our time's aim was met; true where there is none. */
  metMs: boolean;
  /** How much data each works on; null where that says nothing. */
  bytes: number | null;
  /** In how many rounds. */
  rounds: number;
  /** What could not be measured; null where all was. */
  note: string | null;
}

export interface MeasureOptions {
  /** How many rounds at most; each measures every contender once. */
  rounds: number;
  /** How long the rounds may take together, in milliseconds, unless there were five only; as long as they take unless said. */
  patienceMs?: number;
  /** How long one contender is to run in one round, in milliseconds. */
  sliceMs: number;
}

/**
 * Measures the contenders of a comparison in turns, A B C, C B A, A B C …: whatever slows the machine down for a
 * while slows all of them. Ratios are taken within a round, and of those the median.
 */
export async function measure(comparison: Comparison, options: MeasureOptions): Promise<Measured[]> {
  const { ours, others } = comparison;
  const runners = await warmUp([ours, ...others], options.sliceMs);
  const times = new Map<Contender, number[]>(runners.map(({ contender }) => [contender, []]));
  const deadline = performance.now() + (options.patienceMs ?? Number.POSITIVE_INFINITY);
  for (let round = 0; round < options.rounds; round++) {
    if (round >= fewestRounds && performance.now() > deadline) break;
    const order = round % 2 === 0 ? runners : runners.toReversed();
    for (const { contender, count } of order) {
      times.get(contender)?.push((await contender.run(count)) / count);
    }
  }
  return others.map((other, index) => ({
    ...compare(comparison, times.get(ours) ?? [], other, times.get(other) ?? []),
    // Once for all that our time is compared with.
    ...(index === 0 ? onTime(comparison, times.get(ours) ?? []) : { aimMs: null, metMs: true, note: null }),
  }));
}

function onTime({ ours, note }: Comparison, times: number[]): Pick<Measured, "aimMs" | "metMs" | "note"> {
  const aimMs = ours.aimMs ?? null;
  return { aimMs, metMs: aimMs === null || spreadOf(times).median <= aimMs, note: note ?? null };
}

function compare(
  { id, work, bytes }: Comparison,
  ours: number[],
  other: Comparison["others"][number],
  theirs: number[],
): Omit<Measured, "aimMs" | "metMs" | "note"> {
  const ratio = spreadOf(ours.map((time, round) => time / (theirs[round] ?? Number.NaN)));
  const aim = other.aim ?? null;
  return {
    id,
    work,
    against: other.name,
    oursMs: spreadOf(ours),
    theirsMs: spreadOf(theirs),
    ratio,
    aim,
    met: aim === null || ratio.median <= aim,
    bytes: bytes ?? null,
    rounds: ours.length,
  };
}

// Fewer have no quartiles to speak of.
const fewestRounds = 5;

// The optimizing compiler needs some thousand calls before times stop falling.
const warmUpSlices = 30;
// What has to be prepared each time is not timed, and may take much longer than what is.
const warmUpPatience = 3;

/** Runs everybody until the engine has compiled what is hot, and finds out how often each fits into a slice. */
async function warmUp(
  contenders: Contender[],
  sliceMs: number,
): Promise<{ contender: Contender; count: number }[]> {
  const runners: { contender: Contender; count: number }[] = [];
  for (const contender of contenders) {
    const most = contender.most ?? Number.POSITIVE_INFINITY;
    const deadline = performance.now() + warmUpPatience * warmUpSlices * sliceMs;
    let count = 1;
    let perRun = Math.max(await contender.run(1), 1e-6);
    for (let spent = perRun; spent < warmUpSlices * sliceMs && performance.now() < deadline; ) {
      count = Math.max(1, Math.min(most, Math.round(sliceMs / perRun), count * 4));
      const took = await contender.run(count);
      perRun = Math.max(took / count, 1e-6);
      spent += Math.max(took, sliceMs / 10);
    }
    runners.push({ contender, count: Math.max(1, Math.min(most, Math.round(sliceMs / perRun))) });
  }
  return runners;
}
