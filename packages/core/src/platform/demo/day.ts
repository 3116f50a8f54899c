/** The calendar day so many days from today, where this process runs, as YYYY-MM-DD. */
export function dayFromToday(days: number, now = new Date()): string {
  // At noon, so that an hour more or less in the night of a clock change does not count.
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 12);
  return [
    day.getFullYear(),
    String(day.getMonth() + 1).padStart(2, "0"),
    String(day.getDate()).padStart(2, "0"),
  ].join("-");
}
