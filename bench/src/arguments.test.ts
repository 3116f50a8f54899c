import { describe, expect, it } from "vitest";
import { readArguments, UsageError } from "./arguments";

const known = ["onboarding", "task-query", "cold-open"];

describe("the bench's arguments", () => {
  it("mean everything, as a table, unless said", () => {
    expect(readArguments([], known)).toEqual({ only: known, rounds: 31, asJson: false });
  });

  it("choose rows, in the order of the table", () => {
    const asked = readArguments(["--only", "cold-open,onboarding", "--json", "--rounds=3"], known);
    expect(asked).toEqual({ only: ["onboarding", "cold-open"], rounds: 3, asJson: true });
  });

  it.each([
    [["--only", "speed"], 'no row "speed"'],
    [["--rounds", "many"], "--rounds"],
    [["--rounds", "0"], "--rounds"],
    [["--fast"], "Usage"],
  ])("are refused in words: %j", (args, words) => {
    expect(() => readArguments(args, known)).toThrow(UsageError);
    expect(() => readArguments(args, known)).toThrow(words);
  });
});
