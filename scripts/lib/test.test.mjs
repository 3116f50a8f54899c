import { describe, expect, it } from "vitest";
import { Refusal } from "./refusal.mjs";
import { stages } from "./test/stages.mjs";
import { readArguments } from "./test.mjs";

describe("the arguments of npm test", () => {
  it("run everything when there are none", () => {
    expect(readArguments([])).toEqual({ only: stages, full: false, filters: [], isolation: null });
  });

  it("choose stages, which keep their order", () => {
    const { only } = readArguments(["--only", "unit,lint", "--only", "types"]);
    expect(only.map(({ id }) => id)).toEqual(["lint", "types", "unit"]);
  });

  it("pass the rest on as filters", () => {
    expect(readArguments(["--full", "--only", "unit", "packages/core"])).toMatchObject({
      full: true,
      filters: ["packages/core"],
    });
  });

  it("choose models", () => {
    expect(readArguments(["--isolation", "row,schema"])).toMatchObject({ isolation: ["row", "schema"] });
  });

  it.each([[["--only", "everything"]], [["--isolation", "shared"]], [["--fulll"]]])(
    "are refused when unknown: %j",
    (args) => {
      expect(() => readArguments(args)).toThrow(Refusal);
    },
  );
});
