import { dayMs } from "../../durations";

/**
 * Of backups from the newest to the oldest, those to let go: kept is the newest of each of the last days that have one,
 * and the newest of each of the last weeks that have one. Days and weeks (from Monday) are those of UTC.
 */
export function letGo<Row extends { createdAt: Date }>(
  rows: readonly Row[],
  { keepDaily, keepWeekly }: { keepDaily: number; keepWeekly: number },
): Row[] {
  const days = new Set<number>();
  const weeks = new Set<number>();
  return rows.filter(({ createdAt }) => {
    const day = Math.floor(createdAt.getTime() / dayMs);
    // The first of January 1970 was a Thursday.
    const week = Math.floor((day + 3) / 7);
    const ofDay = isNew(days, day, keepDaily);
    const ofWeek = isNew(weeks, week, keepWeekly);
    return !ofDay && !ofWeek;
  });
}

function isNew(seen: Set<number>, period: number, most: number): boolean {
  if (seen.has(period) || seen.size >= most) return false;
  seen.add(period);
  return true;
}
