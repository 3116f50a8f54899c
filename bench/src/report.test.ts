import { describe, expect, it } from "vitest";
import type { Measured } from "./measure";
import { json, remarks, table } from "./report";

const row: Measured = {
  id: "task-query",
  work: "20 tasks",
  against: "bare PrismaClient",
  oursMs: { low: 0.1, median: 0.12, high: 0.14 },
  theirsMs: { low: 0.1, median: 0.15, high: 0.2 },
  ratio: { low: 0.75, median: 0.8, high: 0.85 },
  aim: 1.05,
  met: true,
  aimMs: null,
  metMs: true,
  bytes: null,
  rounds: 31,
  note: null,
};

describe("the table", () => {
  it("shows the ratio with its spread, and whether the aim was met", () => {
    const text = table([row]);
    expect(text).toContain("0.80 ×");
    expect(text).toContain("0.75 – 0.85");
    expect(text).toContain("≤ 1.05 met");
    expect(text).toContain("120 µs");
  });

  it("shouts when an aim was missed, and says nothing where there is none", () => {
    expect(table([{ ...row, met: false }])).toContain("MISSED");
    expect(table([{ ...row, aim: null }])).not.toContain("≤");
  });

  it("says the same of an aim in milliseconds", () => {
    expect(table([{ ...row, aimMs: 4 }])).toContain("≤ 1.05 met, ≤ 4 ms met");
    expect(table([{ ...row, aim: null, aimMs: 4, metMs: false }])).toContain("≤ 4 ms MISSED");
  });

  it("tells how much data goes through in a second", () => {
    expect(table([{ ...row, bytes: 12_000 }])).toContain("120 µs, 100 MB/s");
  });

  it("names the work once for all it is measured against", () => {
    const text = table([row, { ...row, against: "raw driver" }]);
    expect(text.match(/20 tasks/g)).toHaveLength(1);
  });
});

describe("the remarks", () => {
  it("count the aims of both kinds", () => {
    const rows = [row, { ...row, met: false, aimMs: 1, metMs: false }, { ...row, aim: null }];
    expect(remarks(rows)).toBe("Aims: 1 of 3 met.");
  });

  it("say what could not be measured", () => {
    expect(remarks([{ ...row, note: "pg_dump is not here" }])).toContain("20 tasks: pg_dump is not here");
  });
});

describe("the JSON", () => {
  it("holds the rows and the machine", () => {
    expect(JSON.parse(json([row], 15))).toMatchObject({
      rounds: 15,
      machine: { node: process.version },
      rows: [{ id: "task-query", ratio: { median: 0.8 }, met: true }],
    });
  });
});
