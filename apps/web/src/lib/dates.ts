// Days are text (YYYY-MM-DD) and in nobody's time zone; they are counted in UTC, where every day is as long as the next.

const DAY = 86_400_000;

/** Today as YYYY-MM-DD where this code runs. */
export function today(now: Date = new Date()): string {
  const month = String(now.getMonth() + 1).padStart(2, "0");
  return `${now.getFullYear()}-${month}-${String(now.getDate()).padStart(2, "0")}`;
}

/** A day `count` days after `from`, both YYYY-MM-DD. */
export function daysAfter(from: string, count: number): string {
  return new Date(Date.parse(from) + count * DAY).toISOString().slice(0, 10);
}

/** A day as people say it, seen from `now`: "Today", "Yesterday", "Friday", "24 Nov", "3 Jan 2027". */
export function dayName(day: string, now: string): string {
  const distance = Math.round((Date.parse(day) - Date.parse(now)) / DAY);
  if (Number.isNaN(distance)) return day;
  if (distance === 0) return "Today";
  if (distance === 1) return "Tomorrow";
  if (distance === -1) return "Yesterday";
  const date = new Date(day);
  if (distance > 1 && distance < 7) return inWords(date, { weekday: "long", timeZone: "UTC" });
  return shortDate(date, day.slice(0, 4) === now.slice(0, 4), "UTC");
}

/** A day as a date, which stays true tomorrow: "24 Nov 2026". */
export function dateName(day: string): string {
  const date = new Date(day);
  return Number.isNaN(date.getTime()) ? day : shortDate(date, false, "UTC");
}

/** How long ago an instant was: "just now", "5 min ago", "3 h ago", then its day. `zone` is the reader's own unless given. */
export function agoName(iso: string, now: Date, zone?: "UTC"): string {
  const date = new Date(iso);
  const minutes = Math.floor((now.getTime() - date.getTime()) / 60_000);
  if (Number.isNaN(minutes)) return iso;
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return shortDate(date, date.getFullYear() === now.getFullYear(), zone);
}

/** An instant in full, for a tooltip: "20 Nov 2026, 15:04". */
export function momentName(iso: string, zone?: "UTC"): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return inWords(date, { dateStyle: "medium", timeStyle: "short", timeZone: zone });
}

/** How long it is until an instant, in days begun: "30 days left", "Less than a day left". */
export function leftName(iso: string, now: Date): string {
  const days = Math.ceil((Date.parse(iso) - now.getTime()) / DAY);
  return days > 1 ? `${days} days left` : "Less than a day left";
}

export type DueGroup = "overdue" | "today" | "upcoming" | "none";

/** Where an open task belongs in My work, seen from `now`. ISO days compare as text. */
export function dueGroup(dueDate: string | null, now: string): DueGroup {
  if (dueDate === null) return "none";
  if (dueDate < now) return "overdue";
  return dueDate === now ? "today" : "upcoming";
}

function shortDate(date: Date, sameYear: boolean, timeZone: string | undefined): string {
  return inWords(date, { day: "numeric", month: "short", timeZone, ...(!sameYear && { year: "numeric" }) });
}

// A format is made once: to make one takes longer than all else that a date in a long list takes.
const formats = new Map<string, Intl.DateTimeFormat>();

function inWords(date: Date, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.DateTimeFormat("en-GB", options);
  formats.set(key, format);
  return format.format(date);
}
