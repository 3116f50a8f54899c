import type { Part } from "../run/part";

/** What a whole run found. */
export interface Report {
  /** ISO 8601 instant. */
  begun: string;
  seconds: number;
  /** Routes, with their methods, and pages that the build answers at. */
  surface: { routes: number; pages: number };
  attempts: number;
  leaks: number;
  /** What the build answers at and nobody has classified, and what refused even its rightful callers. */
  unclassified: string[];
  unproven: string[];
  parts: Part[];
}

/** Adds up the parts of a run. */
export function reportOf(
  parts: Part[],
  unclassified: string[],
  surface: Report["surface"],
  begun: Date,
): Report {
  return {
    begun: begun.toISOString(),
    seconds: Math.round((Date.now() - begun.getTime()) / 1000),
    surface,
    attempts: parts.reduce((sum, part) => sum + part.attempts, 0),
    leaks: parts.reduce((sum, part) => sum + part.leaks.length, 0),
    unclassified,
    unproven: parts.flatMap((part) => part.unproven.map((line) => `${nameOf(part)}: ${line}`)),
    parts,
  };
}

/** Such as `row, no proxy layer`. */
export function nameOf({ model, proxy }: Pick<Part, "model" | "proxy">): string {
  return proxy ? model : `${model}, no proxy layer`;
}

/** Whether a run shows what it is to show. One that attempted nothing somewhere shows nothing. */
export function holds({ leaks, unclassified, unproven, parts }: Report): boolean {
  const attempted = parts.length > 0 && parts.every(({ attempts }) => attempts > 0);
  return attempted && leaks === 0 && unclassified.length === 0 && unproven.length === 0;
}

/** The line a run ends with. A route that refuses everybody counts as one of which nobody knows what it does. */
export function lastLine({ attempts, leaks, unclassified, unproven }: Report): string {
  return `${attempts} attempts, ${leaks} leaks, ${unclassified.length + unproven.length} unclassified`;
}
