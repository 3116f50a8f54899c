import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { describe as inWords, runStages } from "./run-stages.mjs";

const context = { reports: "", filters: [] };
const stage = (run) => ({ id: "x", title: "x", run });
const counts = (passed, failed, skipped = []) => ({ passed, failed, skipped });

beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

describe("runStages", () => {
  it("adds up", async () => {
    const skipped = [{ name: "a", reason: "b" }];
    const total = await runStages(
      [stage(async () => counts(2, 0)), stage(async () => counts(3, 1, skipped))],
      context,
    );
    expect(total).toEqual(counts(5, 1, skipped));
  });

  it("counts a stage that crashes as failed and goes on", async () => {
    const crash = stage(async () => {
      throw new Error("expected by this test");
    });
    expect(await runStages([crash, stage(async () => counts(1, 0))], context)).toEqual(counts(1, 1));
  });

  it("counts a stage that ran nothing as failed", async () => {
    expect(await runStages([stage(async () => counts(0, 0))], context)).toEqual(counts(0, 1));
  });
});

describe("the last line", () => {
  it("names what was skipped only when something was", () => {
    expect(inWords(counts(12, 0))).toBe("12 passed, 0 failed");
    expect(inWords(counts(12, 1, [{}, {}]))).toBe("12 passed, 1 failed, 2 skipped");
  });
});
