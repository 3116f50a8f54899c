import { describe, expect, it } from "vitest";
import { cpuClock, looped, wallClock } from "./comparison";

describe("looped", () => {
  it("does the work so many times, waiting for each, and goes on counting over calls", async () => {
    const done: string[] = [];
    const run = looped(async (turn) => {
      done.push(`begin ${turn}`);
      await Promise.resolve();
      done.push(`end ${turn}`);
    });
    await run(2);
    await run(1);
    expect(done).toEqual(["begin 0", "end 0", "begin 1", "end 1", "begin 2", "end 2"]);
  });

  it("takes the time by the clock it is given", async () => {
    let now = 0;
    const run = looped(
      () => {
        now += 5;
      },
      () => now,
    );
    expect(await run(4)).toBe(20);
  });
});

describe("the clocks", () => {
  it("go forward while work is done", () => {
    const begun = [cpuClock(), wallClock()] as const;
    let sum = 0;
    for (let i = 0; i < 5_000_000; i++) sum += Math.sqrt(i);
    expect(sum).toBeGreaterThan(0);
    expect(cpuClock()).toBeGreaterThan(begun[0]);
    expect(wallClock()).toBeGreaterThan(begun[1]);
  });
});
