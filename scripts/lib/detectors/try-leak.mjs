import { join, relative } from "node:path";
import { inRoot } from "../root.mjs";
import { runNode } from "../run.mjs";
import { detectorOf } from "./detector.mjs";
import { putIn } from "./put-in.mjs";
import { packageOf, runTests } from "./run-tests.mjs";
import { verdictOn } from "./verdict.mjs";

/**
 * @typedef {object} Result
 * @property {import("./detector.mjs").Leak} leak
 * @property {boolean} caught
 * @property {string} reason how it was noticed, or why it counts as not
 * @property {number} seconds
 */

/**
 * Puts a leak into a copy, or has it put into a database, asks its detector, and takes it out again.
 *
 * @param {string} copy
 * @param {import("./detector.mjs").Leak} leak
 * @param {string} postgresUrl
 * @returns {Promise<Result>}
 */
export async function tryLeak(copy, leak, postgresUrl) {
  const begun = performance.now();
  const verdict = await ask(copy, leak, postgresUrl);
  return { leak, ...verdict, seconds: (performance.now() - begun) / 1000 };
}

async function ask(copy, leak, postgresUrl) {
  const detector = detectorOf(leak);
  const env = { ACRE_TEST_POSTGRES_URL: postgresUrl };
  if (leak.sql !== undefined) env.ACRE_LEAK_SQL = leak.sql;
  if (leak.partitions !== undefined) env.ACRE_LEAK_PARTITIONS = String(leak.partitions);
  const { problem, takeOut } = putIn(copy, leak.edits ?? []);
  if (problem !== null) return { caught: false, reason: problem };
  try {
    const error = await typeError(copy, leak.edits ?? []);
    if (error !== null) return { caught: false, reason: `the leak does not compile: ${error}` };
    const { tests } = await runTests(copy, [detector], env, ["--bail=1"]);
    return verdictOn(tests, detector);
  } finally {
    takeOut();
  }
}

/** What the compiler has against the files that a leak is in, beside what is unused now; null for nothing. */
async function typeError(copy, edits) {
  if (edits.length === 0) return null;
  const project = packageOf(edits[0].file);
  const { output } = await runNode(
    inRoot("node_modules/typescript/bin/tsc"),
    ["--noEmit", "--noUnusedLocals", "false", "--noUnusedParameters", "false", "-p", join(copy, project)],
    { quiet: true },
  );
  const errors = output.split("\n").filter((line) => line.includes("error TS"));
  return errors.find((line) => edits.some(({ file }) => line.includes(relative(project, file)))) ?? null;
}
