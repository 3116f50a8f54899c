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
