/** A value in the middle of several, and the bounds of their middle half. */
export interface Spread {
  median: number;
  low: number;
  high: number;
}

/**
 * The median and the quartiles of some numbers. Both stay calm when a few rounds were disturbed, which a mean
 * does not.
 *
 * @throws RangeError when there are none
 */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return { low: quantile(sorted, 0.25), median: quantile(sorted, 0.5), high: quantile(sorted, 0.75) };
}

/**
 * The value below which such a share of sorted numbers lies, linear between the two nearest, as most tools have it
 * (Hyndman and Fan's type 7).
 *
 * @throws RangeError when there are none
 */
export function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new RangeError("There is nothing to summarize.");
  return below + (above - below) * (place - Math.floor(place));
}
