import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { inRoot } from "../root.mjs";
import { runNode } from "../run.mjs";

/**
 * @typedef {object} TestResult
 * @property {string} file from the copy's root
 * @property {string} name its full name
 * @property {string} status
 * @property {string[]} messages why it failed
 */

/**
 * Runs tests of one package of a copy, by name, and says how each of them ended. Others of the files are not run.
 *
 * @param {string} copy
 * @param {import("./detector.mjs").Detector[]} detectors all of one package
 * @param {Record<string, string>} env
 * @param {string[]} [flags]
 * @returns {Promise<{ tests: TestResult[], output: string }>}
 */
export async function runTests(copy, detectors, env, flags = []) {
  const packageRoot = join(copy, packageOf(detectors[0].file));
  const report = join(copy, "report.json");
  rmSync(report, { force: true });
  const config = existsSync(join(packageRoot, "detectors/vitest.config.ts"))
    ? "detectors/vitest.config.ts"
    : "vitest.config.ts";
  const files = [...new Set(detectors.map(({ file }) => join(copy, file)))];
  const names = [...new Set(detectors.map(({ name }) => name))].map(literally);
  const { output } = await runNode(
    inRoot("node_modules/vitest/vitest.mjs"),
    [
      "run",
      `--root=${packageRoot}`,
      `--config=${join(packageRoot, config)}`,
      `--testNamePattern=${names.join("|")}`,
      "--reporter=json",
      `--outputFile=${report}`,
      ...flags,
      ...files,
    ],
    { quiet: true, env },
  );
  if (!existsSync(report)) return { tests: [], output };
  const { testResults } = JSON.parse(readFileSync(report, "utf8"));
  const tests = testResults.flatMap(({ name, message, assertionResults }) => {
    const file = relative(copy, name);
    // A file that could not be loaded has no tests; its message tells why.
    if (assertionResults.length === 0) return [{ file, name: "", status: "broken", messages: [message] }];
    return assertionResults.map(({ fullName, status, failureMessages }) => ({
      file,
      name: fullName,
      status,
      messages: failureMessages ?? [],
    }));
  });
  return { tests, output };
}

/** @type {(file: string) => string} */
export function packageOf(file) {
  return file.split("/").slice(0, 2).join("/");
}

function literally(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
