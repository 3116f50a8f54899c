import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { completeLock, missingPlatformPackages } from "./lock-file.mjs";
import { inRoot } from "./root.mjs";

describe("package-lock.json", () => {
  const lock = JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8"));

  it("names the packages of every platform (if not: node scripts/complete-lock.mjs)", () => {
    expect(missingPlatformPackages(lock)).toEqual([]);
  });

  it("binds nobody to one registry", () => {
    expect(Object.values(lock.packages).filter(({ link, resolved }) => !link && resolved)).toEqual([]);
  });
});

describe("completeLock", () => {
  const lockWith = (optionalDependencies, others = {}) => ({
    packages: { "node_modules/tool": { version: "1.2.3", dev: true, optionalDependencies }, ...others },
  });

  it.each([
    ["@biomejs/cli-linux-x64-musl", { cpu: ["x64"], libc: ["musl"], os: ["linux"] }],
    ["@biomejs/cli-darwin-arm64", { cpu: ["arm64"], os: ["darwin"] }],
    ["@next/swc-win32-arm64-msvc", { cpu: ["arm64"], os: ["win32"] }],
    ["@turbo/windows-64", { cpu: ["x64"], os: ["win32"] }],
    ["@oxc-parser/binding-android-arm-eabi", { cpu: ["arm"], os: ["android"] }],
    ["@oxc-parser/binding-linux-ppc64-gnu", { cpu: ["ppc64"], libc: ["glibc"], os: ["linux"] }],
    ["@tailwindcss/oxide-wasm32-wasi", { cpu: ["wasm32"] }],
  ])("adds %s for its platform alone", (name, platform) => {
    const lock = lockWith({ [name]: "1.2.3" });
    expect(completeLock(lock)).toEqual([name]);
    expect(lock.packages[`node_modules/${name}`]).toEqual({
      version: "1.2.3",
      ...platform,
      dev: true,
      optional: true,
    });
    expect(missingPlatformPackages(lock)).toEqual([]);
  });

  it("leaves alone what is there", () => {
    const there = { "node_modules/tool/node_modules/tool-darwin-arm64": { version: "1.2.3" } };
    expect(completeLock(lockWith({ "tool-darwin-arm64": "1.2.3" }, there))).toEqual([]);
  });

  it.each([
    ["a name that tells no platform", { fsevents: "2.3.3" }],
    ["a version that is a range", { "tool-darwin-arm64": "^1.2.3" }],
  ])("refuses to guess from %s", (_, wanted) => {
    expect(() => completeLock(lockWith(wanted))).toThrow("is missing from package-lock.json");
  });
});
