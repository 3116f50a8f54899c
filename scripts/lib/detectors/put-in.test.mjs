import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { putIn } from "./put-in.mjs";

let dir;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "acre-put-in-"));
  writeFileSync(join(dir, "a"), "one two two");
  writeFileSync(join(dir, "b"), "three");
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const contents = () => ["a", "b"].map((name) => readFileSync(join(dir, name), "utf8"));

it("edits, in order and as often as told, and takes everything out again", () => {
  const { problem, takeOut } = putIn(dir, [
    { file: "a", find: "one", replace: "$& four" },
    { file: "a", find: "two", replace: "five", every: true },
    { file: "b", find: "three", replace: "" },
  ]);
  expect(problem).toBeNull();
  expect(contents()).toEqual(["$& four five five", ""]);
  takeOut();
  expect(contents()).toEqual(["one two two", "three"]);
});

it.each([
  ["does not hold", { file: "b", find: "one", replace: "" }],
  ["more than once", { file: "a", find: "two", replace: "" }],
  ["there is no c", { file: "c", find: "one", replace: "" }],
])("says what %s, and then changes nothing", (reason, edit) => {
  const { problem, takeOut } = putIn(dir, [{ file: "a", find: "one", replace: "" }, edit]);
  expect(problem).toContain(reason);
  takeOut();
  expect(contents()).toEqual(["one two two", "three"]);
});
