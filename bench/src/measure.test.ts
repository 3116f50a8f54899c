import { describe, expect, it } from "vitest";
import type { Comparison, Contender } from "./comparison";
import { measure } from "./measure";

const options = { rounds: 6, sliceMs: 1 };

describe("measure", () => {
  it("takes everybody's turns alternately, so that a disturbance hits all", async () => {
    const turns: string[] = [];
    const watched = (name: string): Contender => ({
      name,
      most: 1,
      run: async () => {
        turns.push(name);
        return 1;
      },
    });
    await measure(comparison(watched("ours"), watched("theirs")), { rounds: 4, sliceMs: 1 });
    expect(turns.slice(-8).join(" ")).toBe("ours theirs theirs ours ours theirs theirs ours");
  });

  it("divides our time by theirs, per operation", async () => {
    const [row] = await measure(comparison(steady("ours", 0.3), steady("theirs", 0.1)), options);
    expect(row?.ratio.median).toBeCloseTo(3);
    expect(row?.oursMs.median).toBeCloseTo(0.3);
  });

  it("takes the ratio within each round, so that a slow spell cancels out", async () => {
    let load = 1;
    const loaded = (name: string, ms: number): Contender => ({
      name,
      most: 1,
      run: async () => ms * load,
    });
    const theirs = loaded("theirs", 1);
    const ours: Contender = {
      ...loaded("ours", 2),
      run: async () => {
        load = load === 1 ? 50 : 1;
        return 2 * load;
      },
    };
    const forward = await measure({ ...comparison(ours, theirs) }, { rounds: 1, sliceMs: 1 });
    expect(forward[0]?.ratio.median).toBe(2);
  });

  it("tells a missed aim from one that was met, and from none", async () => {
    const slow = steady("ours", 0.106);
    const rows = await measure(
      {
        ...comparison(slow, steady("none", 0.1)),
        others: [
          steady("none", 0.1),
          { ...steady("missed", 0.1), aim: 1.05 },
          { ...steady("met", 0.102), aim: 1.05 },
        ],
      },
      options,
    );
    expect(rows.map(({ against, met }) => [against, met])).toEqual([
      ["none", true],
      ["missed", false],
      ["met", true],
    ]);
  });

  it("holds our time itself to an aim, and says so once", async () => {
    const met = async (aimMs: number) => {
      const [first, second] = await measure(
        {
          ...comparison(steady("ours", 0.3), steady("theirs", 0.1)),
          ours: { ...steady("ours", 0.3), aimMs },
          others: [steady("one", 0.1), steady("two", 0.1)],
        },
        options,
      );
      return [first?.metMs, second?.aimMs, second?.metMs];
    };
    expect(await met(0.31)).toEqual([true, null, true]);
    expect(await met(0.29)).toEqual([false, null, true]);
  });

  it("stops after five rounds when its patience is over, and says so", async () => {
    const both = comparison(steady("ours", 0.3), steady("theirs", 0.1));
    const [impatient] = await measure(both, { ...options, patienceMs: 0 });
    expect(impatient?.rounds).toBe(5);
    const [patient] = await measure(both, { ...options, patienceMs: 60_000 });
    expect(patient?.rounds).toBe(6);
  });

  it("never asks for more in one go than a contender allows", async () => {
    const asked: number[] = [];
    const limited: Contender = {
      name: "ours",
      most: 5,
      run: async (times) => {
        asked.push(times);
        return times * 0.01;
      },
    };
    await measure(comparison(limited, steady("theirs", 0.1)), options);
    expect(Math.max(...asked)).toBe(5);
  });
});

function steady(name: string, ms: number): Contender {
  return { name, run: async (times) => times * ms };
}

function comparison(ours: Contender, theirs: Contender): Comparison {
  return { id: "test", work: "test", ours, others: [theirs] };
}
