import { describe, expect, it } from "vitest";
import { countBiome, countKnip, countPlaywright, countTypecheck, countVitest } from "./reports.mjs";

describe("countVitest", () => {
  const test = (status, fullName = status) => ({ status, fullName });

  it("counts tests by how they ended and tells why some were skipped", () => {
    const report = {
      testResults: [
        {
          status: "failed",
          assertionResults: [test("passed"), test("failed"), test("skipped", "on Windows")],
        },
        { status: "passed", assertionResults: [test("passed"), test("todo"), test("pending")] },
      ],
    };
    expect(countVitest(report, { "on Windows": "needs a terminal" })).toEqual({
      passed: 2,
      failed: 1,
      skipped: [
        { name: "on Windows", reason: "needs a terminal" },
        { name: "todo", reason: "no reason given" },
        { name: "pending", reason: "no reason given" },
      ],
    });
  });

  it("counts a file that could not be loaded as failed", () => {
    const report = { testResults: [{ status: "failed", assertionResults: [] }] };
    expect(countVitest(report)).toMatchObject({ passed: 0, failed: 1 });
  });

  it("counts a file whose hooks failed after its tests had passed as failed", () => {
    const report = { testResults: [{ status: "failed", assertionResults: [test("passed")] }] };
    expect(countVitest(report)).toMatchObject({ passed: 1, failed: 1 });
  });
});

describe("countPlaywright", () => {
  const spec = (title, status, annotations = []) => ({ title, tests: [{ status, annotations }] });

  it("counts nested tests, and a flaky one as failed", () => {
    const report = {
      errors: [],
      suites: [
        {
          title: "board.spec.ts",
          specs: [spec("a", "expected"), spec("b", "unexpected")],
          suites: [
            {
              title: "drag",
              specs: [
                spec("c", "flaky"),
                spec("d", "skipped", [{ type: "slow" }, { type: "skip", description: "no touch here" }]),
              ],
            },
          ],
        },
      ],
    };
    expect(countPlaywright(report)).toEqual({
      passed: 1,
      failed: 2,
      skipped: [{ name: "board.spec.ts › drag › d", reason: "no touch here" }],
    });
  });

  it("counts errors outside any test as failed", () => {
    expect(countPlaywright({ suites: [], errors: [{ message: "no server" }] })).toMatchObject({
      passed: 0,
      failed: 1,
    });
  });
});

describe("countBiome", () => {
  it("is one check, or as many failed ones as there are errors", () => {
    expect(countBiome({ summary: { errors: 0 } })).toMatchObject({ passed: 1, failed: 0 });
    expect(countBiome({ summary: { errors: 3 } })).toMatchObject({ passed: 0, failed: 3 });
  });

  it("does not take a report without a count for a good one", () => {
    expect(() => countBiome({ summary: {} })).toThrow("expected a count");
  });
});

describe("countKnip", () => {
  it("counts and names every finding", () => {
    const report = {
      issues: [
        { file: "a.ts", files: [{ name: "a.ts" }], exports: [], duplicates: [] },
        {
          file: "b.ts",
          files: [],
          exports: [{ name: "x", line: 3 }],
          duplicates: [[{ name: "y" }, { name: "z" }]],
        },
      ],
    };
    expect(countKnip(report)).toMatchObject({
      passed: 0,
      failed: 4,
      lines: ["a.ts files: a.ts", "b.ts:3 exports: x", "b.ts duplicates: y", "b.ts duplicates: z"],
    });
    expect(countKnip({ issues: [] })).toMatchObject({ passed: 1, failed: 0 });
  });
});

describe("countTypecheck", () => {
  it("counts workspaces, and errors when there are any", () => {
    expect(countTypecheck(" Tasks:    6 successful, 6 total\n")).toEqual({
      passed: 6,
      failed: 0,
      skipped: [],
    });
    const failing =
      "a.ts(1,2): error TS2322: x\na.ts(2,2): \u001b[31merror\u001b[39m TS2322: x\n Tasks:    4 successful, 6 total";
    expect(countTypecheck(failing)).toEqual({ passed: 4, failed: 2, skipped: [] });
  });

  it("does not take silence for success", () => {
    expect(() => countTypecheck("turbo: command not found")).toThrow("did not say");
  });
});
