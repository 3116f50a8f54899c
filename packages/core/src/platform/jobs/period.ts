import { Cron } from "croner";

/** The last time before or at `now` that a cron time came round, which names the period; null when it never did. */
export function lastPeriod(cron: string, now: Date): string | null {
  // The time given is not looked at itself.
  const [last] = new Cron(cron, { timezone: "UTC" }).previousRuns(1, new Date(now.getTime() + 1));
  return last ? `${last.toISOString().slice(0, 16)}Z` : null;
}

/** When a cron time comes round next, ISO 8601. */
export function nextTime(cron: string, now: Date): string | null {
  return new Cron(cron, { timezone: "UTC" }).nextRun(now)?.toISOString() ?? null;
}

/** The period of a run by hand: its instant, which no schedule has. */
export function periodByHand(now: Date): string {
  return now.toISOString();
}

/** Whether a run was asked for by hand. */
export function isByHand(period: string): boolean {
  return period.includes(".");
}
