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
  /** Whether the aim was met; true where there is none. */
  met: boolean;
}

export interface MeasureOptions {
  /** How many rounds; each measures every contender once. */
  rounds: number;
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
  for (let round = 0; round < options.rounds; round++) {
    const order = round % 2 === 0 ? runners : runners.toReversed();
    for (const { contender, count } of order) {
      times.get(contender)?.push((await contender.run(count)) / count);
    }
  }
  return others.map((other) => compare(comparison, times.get(ours) ?? [], other, times.get(other) ?? []));
}

function compare(
  { id, work }: Comparison,
  ours: number[],
  other: Comparison["others"][number],
  theirs: number[],
): Measured {
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
  };
}

// The optimizing compiler needs some thousand calls before times stop falling.
const warmUpSlices = 30;

/** Runs everybody until the engine has compiled what is hot, and finds out how often each fits into a slice. */
async function warmUp(
  contenders: Contender[],
  sliceMs: number,
): Promise<{ contender: Contender; count: number }[]> {
  const runners: { contender: Contender; count: number }[] = [];
  for (const contender of contenders) {
    const most = contender.most ?? Number.POSITIVE_INFINITY;
    let count = 1;
    let perRun = await contender.run(1);
    for (let spent = perRun; spent < warmUpSlices * sliceMs; ) {
      count = Math.max(1, Math.min(most, Math.round(sliceMs / perRun), count * 4));
      const took = await contender.run(count);
      perRun = Math.max(took / count, 1e-6);
      spent += Math.max(took, sliceMs / 10);
    }
    runners.push({ contender, count: Math.max(1, Math.min(most, Math.round(sliceMs / perRun))) });
  }
  return runners;
}
