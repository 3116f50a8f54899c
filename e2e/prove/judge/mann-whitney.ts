/** What two samples of times say of whether they come from the same place. */
export interface Comparison {
  /** Two-sided p of the Mann–Whitney U test, by its normal approximation with ties. */
  p: number;
  /** Median of the first less that of the second, in milliseconds. */
  shift: number;
  /** Median of the second, in milliseconds. */
  base: number;
}

/** Compares two samples, of twenty and more each, by ranks: one slow outlier weighs no more than another. */
export function compare(one: readonly number[], other: readonly number[]): Comparison {
  const all = [
    ...one.map((value) => ({ value, first: true })),
    ...other.map((value) => ({ value, first: false })),
  ];
  all.sort((a, b) => a.value - b.value);
  const [n, m] = [one.length, other.length];
  let rankSum = 0;
  let ties = 0;
  for (let from = 0; from < all.length; ) {
    let to = from + 1;
    while (to < all.length && all[to]?.value === all[from]?.value) to++;
    const rank = (from + 1 + to) / 2;
    rankSum += all.slice(from, to).filter(({ first }) => first).length * rank;
    ties += (to - from) ** 3 - (to - from);
    from = to;
  }
  const u = rankSum - (n * (n + 1)) / 2;
  const total = n + m;
  const deviation = Math.sqrt(((n * m) / 12) * (total + 1 - ties / (total * (total - 1))));
  const z = deviation === 0 ? 0 : Math.max(0, Math.abs(u - (n * m) / 2) - 0.5) / deviation;
  return { p: 2 * (1 - normal(z)), shift: median(one) - median(other), base: median(other) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
}

/** The standard normal distribution's integral (Abramowitz and Stegun, 7.1.26; error below 1.5e-7). */
function normal(z: number): number {
  const t = 1 / (1 + 0.3275911 * (z / Math.SQRT2));
  const series =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return 1 - (series * Math.exp((-z * z) / 2)) / 2;
}
