import { cpus } from "node:os";
import type { Measured } from "./measure";
import type { Spread } from "./statistics";

/** The rows as a table for people: milliseconds to know the order of magnitude, ratios to compare. */
export function table(rows: readonly Measured[]): string {
  const head = ["work", "Acre", "measured against", "takes", "ratio", "middle half", "aim"];
  const cells = rows.map((row, index) => [
    rows[index - 1]?.id === row.id ? "" : row.work,
    rows[index - 1]?.id === row.id ? "" : duration(row.oursMs.median),
    row.against,
    duration(row.theirsMs.median),
    `${row.ratio.median.toFixed(2)} ×`,
    `${row.ratio.low.toFixed(2)} – ${row.ratio.high.toFixed(2)}`,
    verdict(row),
  ]);
  const lines = [head, ...cells];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Everything as JSON: the rows, and what they were measured on. Times are milliseconds per operation. */
export function json(rows: readonly Measured[], rounds: number): string {
  const machine = {
    node: process.version,
    platform: process.platform,
    cpus: cpus().length,
    cpu: cpus()[0]?.model,
  };
  return JSON.stringify({ machine, rounds, rows }, null, 2);
}

function verdict({ aim, met }: Measured): string {
  if (aim === null) return "";
  return `≤ ${aim.toFixed(2)} ${met ? "met" : "MISSED"}`;
}

function duration(ms: Spread["median"]): string {
  if (ms >= 1) return `${ms.toFixed(2)} ms`;
  return `${(ms * 1000).toFixed(ms < 0.01 ? 2 : 0)} µs`;
}
