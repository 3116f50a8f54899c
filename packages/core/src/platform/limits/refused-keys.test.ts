import { expect, it } from "vitest";
import { createRefusedKeys } from "./refused-keys";

it("a key that was refused is refused again for a second, and no other one is", () => {
  let now = 0;
  const refused = createRefusedKeys(() => now);
  const spent = { limit: 1000, remaining: 0, reset: 60 };
  expect(refused.find("pk_a")).toBeNull();
  refused.add("pk_a", spent);
  expect([refused.find("pk_a"), refused.find("pk_b")]).toEqual([spent, null]);
  now = 999;
  expect(refused.find("pk_a")).toEqual(spent);
  now = 1000;
  expect(refused.find("pk_a")).toBeNull();
});

it("only so many are remembered, whoever asks", () => {
  const refused = createRefusedKeys(() => 0);
  const spent = { limit: 1, remaining: 0, reset: 1 };
  for (let i = 0; i <= 10_000; i += 1) refused.add(`pk_${i}`, spent);
  expect([refused.find("pk_0"), refused.find("pk_10000")]).toEqual([null, spent]);
});
