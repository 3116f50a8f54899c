import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findOnPath } from "./browser.mjs";

let dir;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "acre-browser-"));
  mkdirSync(join(dir, "a"));
  mkdirSync(join(dir, "b"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it("takes the first name that can be run, wherever it lies", () => {
  program("a/google-chrome", 0o755);
  program("b/chromium", 0o755);
  expect(findOnPath(["chromium", "google-chrome"], path())).toBe(join(dir, "b/chromium"));
});

it("passes over what cannot be run", () => {
  program("a/chromium", 0o644);
  expect(findOnPath(["chromium"], path())).toBeNull();
});

function program(name, mode) {
  writeFileSync(join(dir, name), "");
  chmodSync(join(dir, name), mode);
}

function path() {
  return ["a", "b"].map((name) => join(dir, name)).join(delimiter);
}
