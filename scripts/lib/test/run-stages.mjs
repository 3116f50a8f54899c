import { styleText } from "node:util";

/**
 * Runs stages one after the other, with a heading and a line of result for each. A stage that throws counts
 * as failed, and so does one that ran nothing: silence is not success.
 *
 * @param {import("./stages.mjs").Stage[]} stages
 * @param {import("./stages.mjs").Context} context
 * @returns {Promise<import("./reports.mjs").Counts>}
 */
export async function runStages(stages, context) {
  const total = { passed: 0, failed: 0, skipped: [] };
  for (const stage of stages) {
    console.log(styleText("bold", `\n${stage.title}`));
    const begun = performance.now();
    const counts = await runStage(stage, context);
    console.log(`${describe(counts)} in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped.push(...counts.skipped);
  }
  return total;
}

async function runStage(stage, context) {
  try {
    const counts = await stage.run(context);
    if (counts.passed + counts.failed > 0) return counts;
    console.error("Nothing ran, which counts as a failure.");
    return { ...counts, failed: 1 };
  } catch (error) {
    console.error(error);
    return { passed: 0, failed: 1, skipped: [] };
  }
}

/**
 * The line a run ends with: `12 passed, 0 failed`, and how many were skipped when any were.
 *
 * @param {import("./reports.mjs").Counts} counts
 */
export function describe({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ""}`;
}
