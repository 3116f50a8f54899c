import { expect, it } from "vitest";
import { wavesOf } from "./waves";

const sizes = (texts: string[], tenants: number, canaries = false) =>
  wavesOf(texts, tenants, canaries).map(({ name, upTo }) => `${name} ${upTo}`);

it("waves say how many have been reached, and the last one reaches everybody", () => {
  expect(sizes(["1", "10%", "100%"], 1000)).toEqual(["1 1", "10% 100", "100% 1000"]);
  expect(sizes(["10%"], 1000, true)).toEqual(["canary null", "10% 100", "100% 1000"]);
  expect(sizes(["100%"], 7)).toEqual(["100% 7"]);
  expect(sizes(["1", "10%", "50%"], 3)).toEqual(["1 1", "50% 2", "100% 3"]);
  expect(sizes(["5", "50"], 3)).toEqual(["5 3"]);
  expect(sizes([], 0, true)).toEqual(["canary null", "100% 0"]);
});

it.each([["ten"], ["0"], ["-1"], ["101%"], ["1.5"], ["50%,10%"], [""]])("%s makes no waves", (text) => {
  expect(() => wavesOf(text.split(","), 1000, false)).toThrow(/waves_invalid|wave|Waves/);
});
