import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { turbo } from "./build.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { endWithParent } from "./end-with-parent.mjs";
import { main, Refusal } from "./refusal.mjs";
import { describe, runStages } from "./test/run-stages.mjs";
import { isolations, stages } from "./test/stages.mjs";

/**
 * Runs the stages of `npm test` and ends the process: with code 1 when anything failed, and always with the
 * line that counts.
 */
export function test() {
  return main(async () => {
    endWithParent();
    const { only, full, filters, isolation } = readArguments(process.argv.slice(2));
    if (full) process.env.ACRE_TEST_FULL = "1";
    await ensureDependencies();
    await turbo(["generate", "--output-logs=errors-only"], { quiet: true });

    const reports = mkdtempSync(join(tmpdir(), "acre-test-"));
    const counts = await runStages(only, { reports, filters, full, isolation }).finally(() =>
      rmSync(reports, { recursive: true, force: true }),
    );

    if (counts.skipped.length > 0) console.log("\nSkipped");
    for (const { name, reason } of counts.skipped) console.log(`- ${name}: ${reason}`);
    console.log(`\n${describe(counts)}`);
    process.exitCode = counts.failed > 0 ? 1 : 0;
  });
}

/**
 * @param {string[]} args
 * @returns {{ only: typeof stages, full: boolean, filters: string[], isolation: string[] | null }}
 * @throws Refusal when a flag, a stage or a model is not known
 */
export function readArguments(args) {
  const { values, positionals } = parse(args);
  const asked = values.only?.flatMap((list) => list.split(",")) ?? stages.map(({ id }) => id);
  const unknown = asked.find((id) => !stages.some((stage) => stage.id === id));
  if (unknown !== undefined) {
    throw new Refusal(
      `There is no stage "${unknown}"; choose from ${stages.map(({ id }) => id).join(", ")}.`,
    );
  }
  const isolation = values.isolation?.flatMap((list) => list.split(",")) ?? null;
  const unknownModel = isolation?.find((model) => !isolations.includes(model));
  if (unknownModel !== undefined) {
    throw new Refusal(`There is no model "${unknownModel}"; choose from ${isolations.join(", ")}.`);
  }
  const only = stages.filter(({ id }) => asked.includes(id));
  return { only, full: values.full, filters: positionals, isolation };
}

function parse(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        only: { type: "string", multiple: true },
        isolation: { type: "string", multiple: true },
        full: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new Refusal(
      `${error.message}\nUsage: npm test -- [--only <stage>,…] [--isolation <model>,…] [--full] [filter]`,
    );
  }
}
