import { describe, expect, it } from "vitest";
import { explainFailedInstall, needsInstall } from "./dependencies.mjs";

describe("needsInstall", () => {
  const wanted = {
    "": { version: "0.1.0" },
    "node_modules/next": { version: "16.4.6", integrity: "sha512-a" },
    "node_modules/@acre/core": { link: true },
    "node_modules/@turbo/darwin-64": { version: "2.0.0", integrity: "sha512-b", optional: true },
  };
  const { "": _, "node_modules/@turbo/darwin-64": __, ...installed } = wanted;

  it("is content when everything is there but packages for other platforms", () => {
    expect(needsInstall(wanted, installed)).toBe(false);
  });

  it.each([
    ["nothing is installed", wanted, null],
    ["there is no lock file to go by", null, installed],
    ["a package is missing", wanted, { "node_modules/@acre/core": { link: true } }],
    [
      "a version differs",
      wanted,
      { ...installed, "node_modules/next": { version: "16.4.5", integrity: "sha512-a" } },
    ],
    [
      "a content differs",
      wanted,
      { ...installed, "node_modules/next": { version: "16.4.6", integrity: "sha512-x" } },
    ],
    [
      "a package for this platform is of another version",
      wanted,
      { ...installed, "node_modules/@turbo/darwin-64": { version: "1.0.0", integrity: "sha512-c" } },
    ],
  ])("says so when %s", (_, lock, present) => {
    expect(needsInstall(lock, present)).toBe(true);
  });
});

describe("explainFailedInstall", () => {
  it.each([
    [
      "a compiler is missing",
      "verbose stack Error: command failed\nnpm error path /x/node_modules/better-sqlite3\nprebuild-install warn install getaddrinfo ENOTFOUND github.com\ngyp ERR! stack Error: not found: make",
      /C\+\+ compiler, make and python3/,
    ],
    [
      "the network is down",
      "npm error code ENOTFOUND\nnpm error network request to registry failed",
      /could not be downloaded/,
    ],
    ["the disk is full", "npm error code ENOSPC", /no space left/],
    ["the folder is read-only", "npm error code EACCES\nnpm error syscall mkdir", /right to write here/],
    ["nobody knows", "npm error something new", /npm's own message above/],
  ])("says what to do when %s", (_, log, sentence) => {
    expect(explainFailedInstall(log)).toMatch(sentence);
  });
});
