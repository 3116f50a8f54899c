import { expect, it } from "vitest";
import { eachAtOnce } from "./walk";

async function* numbers(count: number): AsyncGenerator<number> {
  for (let number = 0; number < count; number++) yield number;
}

it("gives timers their turn between items that compute and wait for nothing", async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  try {
    await eachAtOnce(numbers(20), 2, async () => {
      const until = performance.now() + 3;
      while (performance.now() < until);
    });
  } finally {
    clearInterval(timer);
  }
  expect(turns).toBeGreaterThan(5);
});

it("rejects when nothing is under way any more, and begins nothing after a failure", async () => {
  const done: number[] = [];
  const work = async (number: number) => {
    await new Promise(setImmediate);
    if (number === 0) throw new Error("lost");
    for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
    done.push(number);
  };
  await expect(eachAtOnce(numbers(10), 3, work)).rejects.toThrow("lost");
  expect(done).toEqual([1, 2]);
});
