import { accessSync, constants, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { Refusal } from "../refusal.mjs";
import { inRoot } from "../root.mjs";
import { run, runNode } from "../run.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * Finds a Chromium for the browser tests, and installs one when there is none.
 *
 * @returns {Promise<string | null>} its path, or null when Playwright has its own and needs to be told nothing
 * @throws Refusal when there is none to be had
 */
export async function resolveBrowser() {
  if (playwrightHasOne()) return null;
  const installed = findOnPath(NAMES);
  if (installed !== null) return installed;

  console.log("No browser found; installing one for the browser tests");
  await runNode(inRoot("node_modules/playwright/cli.js"), ["install", "chromium"], { quiet: true });
  if (playwrightHasOne()) return null;

  await installWithApt();
  const packaged = findOnPath(NAMES);
  if (packaged !== null) return packaged;
  throw new Refusal(
    "The browser tests need Chromium; install it with `npx playwright install --with-deps chromium`, or with your system's packages.",
  );
}

/**
 * @param {string[]} names
 * @param {string} [path] as in the environment variable PATH
 * @returns {string | null} the first program of one of these names that may be run
 */
export function findOnPath(names, path = process.env.PATH ?? "") {
  const candidates = names.flatMap((name) => path.split(delimiter).map((dir) => join(dir, name)));
  return candidates.find(isProgram) ?? null;
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function playwrightHasOne() {
  const { chromium } = createRequire(inRoot("e2e/package.json"))("@playwright/test");
  return existsSync(chromium.executablePath());
}

async function installWithApt() {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return;
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const updated = await run("apt-get", ["update"], { quiet: true, env });
  if (updated.code !== 0) return;
  await run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { quiet: true, env });
}
