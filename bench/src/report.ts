import { cpus } from "node:os";
import type { Measured } from "./measure";
import type { Spread } from "./statistics";

/** The rows as a table for people: milliseconds to know the order of magnitude, ratios to compare. */
export function table(rows: readonly Measured[]): string {
  const head = ["work", "Acre", "measured against", "takes", "ratio", "middle half", "aim"];
  const cells = rows.map((row, index) => [
    rows[index - 1]?.id === row.id ? "" : row.work,
    rows[index - 1]?.id === row.id ? "" : pace(row, row.oursMs),
    row.against,
    pace(row, row.theirsMs),
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

/** What could not be measured, and how many aims were met, for under the table. */
export function remarks(rows: readonly Measured[]): string {
  const notes = rows.flatMap(({ note, work }) => (note === null ? [] : [`${work}: ${note}`]));
  const aims = rows.flatMap(({ aim, aimMs }) => [aim, aimMs]).filter((aim) => aim !== null).length;
  const missed = rows.flatMap(({ met, metMs }) => [met, metMs]).filter((met) => !met).length;
  return [...notes, `Aims: ${aims - missed} of ${aims} met.`].join("\n");
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

function verdict({ aim, met, aimMs, metMs }: Measured): string {
  const aims = [
    aim === null ? "" : `≤ ${aim.toFixed(2)} ${word(met)}`,
    aimMs === null ? "" : `≤ ${aimMs} ms ${word(metMs)}`,
  ];
  return aims.filter(Boolean).join(", ");
}

function word(met: boolean): string {
  return met ? "met" : "MISSED";
}

function pace({ bytes }: Measured, { median }: Spread): string {
  if (bytes === null) return duration(median);
  return `${duration(median)}, ${(bytes / 1000 / median).toFixed(0)} MB/s`;
}

function duration(ms: Spread["median"]): string {
  if (ms >= 1) return `${ms.toFixed(2)} ms`;
  return `${(ms * 1000).toFixed(ms < 0.01 ? 2 : 0)} µs`;
}
