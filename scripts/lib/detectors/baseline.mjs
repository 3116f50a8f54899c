import { Refusal } from "../refusal.mjs";
import { describeDetector } from "./detector.mjs";
import { packageOf, runTests } from "./run-tests.mjs";
import { matching } from "./verdict.mjs";

/**
 * Runs every detector on sources without a leak.
 * @param {string} copy
 * @param {import("./detector.mjs").Detector[]} detectors
 * @param {string} postgresUrl
 * @throws Refusal when one is not there, or not green: it would notice nothing, or anything
 */
export async function baseline(copy, detectors, postgresUrl) {
  const packages = new Set(detectors.map(({ file }) => packageOf(file)));
  for (const name of packages) {
    const here = detectors.filter(({ file }) => packageOf(file) === name);
    const { tests, output } = await runTests(copy, here, { ACRE_TEST_POSTGRES_URL: postgresUrl });
    const problems = here.flatMap((detector) => {
      const found = matching(tests, detector);
      if (found.length > 0 && found.every(({ status }) => status === "passed")) return [];
      const why = found.flatMap(({ messages }) => messages).join("\n") || "no test of that name ran";
      return [`${describeDetector(detector)}\n${why}`];
    });
    if (problems.length > 0)
      throw new Refusal(`Not green to begin with:\n\n${problems.join("\n\n")}\n${output.slice(-2000)}`);
    console.log(`${name}: ${new Set(here.map(describeDetector)).size} detectors are green`);
  }
}
