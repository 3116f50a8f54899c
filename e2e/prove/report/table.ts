import type { Found } from "../run/part";
import { nameOf, type Report } from "./report";

const shownLeaks = 40;

/** What a run found, for a terminal. */
export function tableOf(report: Report): string {
  const { parts } = report;
  const callers = [...new Set(parts.flatMap(({ byCaller }) => Object.keys(byCaller)))];
  const head = ["attempts by", ...parts.map((part) => part.model)];
  const under = ["", ...parts.map((part) => (part.proxy ? "" : "no proxy"))];
  const rows = callers.map((caller) => [
    caller,
    ...parts.map(({ byCaller }) => String(byCaller[caller] ?? 0)),
  ]);
  const sums = [
    ["attempts", ...parts.map((part) => String(part.attempts))],
    ["leaks", ...parts.map((part) => String(part.leaks.length))],
    ["rightful calls", ...parts.map((part) => String(part.allowances))],
    ["of them refused", ...parts.map((part) => String(part.unproven.length))],
    ["seconds", ...parts.map((part) => String(part.seconds))],
  ];
  const timing = parts.map((part) => [
    nameOf(part),
    ...(part.timing
      ? [
          `${part.timing.pairs} pairs`,
          `${part.timing.told} told apart`,
          `${part.timing.samples} samples each`,
        ]
      : ["not measured"]),
  ]);
  return [
    aligned([head, under, ...rows, ...sums]),
    "",
    "Time to refuse another workspace's ids, beside made-up ones",
    aligned(timing),
    ...leakLines(parts.flatMap((part) => part.leaks.map((leak) => ({ part: nameOf(part), ...leak })))),
    ...list("Unclassified", report.unclassified),
    ...list("Refused to their rightful callers", report.unproven),
    "",
  ].join("\n");
}

function leakLines(leaks: (Found & { part: string })[]): string[] {
  const lines = leaks
    .slice(0, shownLeaks)
    .map(
      ({ part, kind, target, caller, way, detail, request }) =>
        `- ${kind}: ${target || way} (${part}); ${caller}; ${way}; ${request ?? ""}\n    ${detail}`,
    );
  const more = leaks.length > shownLeaks ? [`- and ${leaks.length - shownLeaks} more, in the report`] : [];
  return list(
    "Leaks",
    [...lines, ...more].map((line) => line.replace(/^- /, "")),
  );
}

function list(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `- ${line}`)];
}

function aligned(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
