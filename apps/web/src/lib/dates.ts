import { addDays, differenceInCalendarDays, format, formatISO, isValid, parseISO } from "date-fns";

/** Today as YYYY-MM-DD where this code runs. */
export function today(now: Date = new Date()): string {
  return formatISO(now, { representation: "date" });
}

/** A day `count` days after `from`, both YYYY-MM-DD. */
export function daysAfter(from: string, count: number): string {
  return formatISO(addDays(parseISO(from), count), { representation: "date" });
}

/** A day as people say it, seen from `now`: "Today", "Yesterday", "Fri", "24 Nov", "3 Jan 2027". */
export function dayName(day: string, now: string): string {
  const date = parseISO(day);
  const reference = parseISO(now);
  if (!isValid(date) || !isValid(reference)) return day;
  const distance = differenceInCalendarDays(date, reference);
  if (distance === 0) return "Today";
  if (distance === 1) return "Tomorrow";
  if (distance === -1) return "Yesterday";
  if (distance > 1 && distance < 7) return format(date, "EEEE");
  return format(date, date.getFullYear() === reference.getFullYear() ? "d MMM" : "d MMM yyyy");
}

/** An instant, for a tooltip or a line of history: "20 Nov 2026, 15:04". */
export function momentName(iso: string): string {
  const date = parseISO(iso);
  return isValid(date) ? format(date, "d MMM yyyy, HH:mm") : iso;
}

/** How long ago, in one short word: "just now", "5 min ago", "3 h ago", then the day. */
export function agoName(iso: string, now: Date): string {
  const date = parseISO(iso);
  if (!isValid(date)) return iso;
  const minutes = Math.floor((now.getTime() - date.getTime()) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return format(date, date.getFullYear() === now.getFullYear() ? "d MMM" : "d MMM yyyy");
}

export type DueGroup = "overdue" | "today" | "upcoming" | "none";

/** Where an open task belongs in My work, seen from `now`. ISO days compare as text. */
export function dueGroup(dueDate: string | null, now: string): DueGroup {
  if (dueDate === null) return "none";
  if (dueDate < now) return "overdue";
  return dueDate === now ? "today" : "upcoming";
}
