import { readFileSync } from "node:fs";
import { join } from "node:path";
import { turbo } from "../build.mjs";
import { inRoot } from "../root.mjs";
import { run, runNode } from "../run.mjs";
import { resolveBrowser } from "./browser.mjs";
import { countBiome, countKnip, countPlaywright, countTypecheck, countVitest } from "./reports.mjs";

/**
 * @typedef {import("./reports.mjs").Counts} Counts
 * @typedef {"database" | "schema" | "row"} Isolation where workspaces are kept: see docs/isolation.md
 * @typedef {{ reports: string, filters: string[], full: boolean, isolation: Isolation[] | null }} Context a folder for
 *   reports; which tests to run, all when empty; every model whole; the models asked for
 * @typedef {{ id: string, title: string, run(context: Context): Promise<Counts> }} Stage
 */

/** What `npm test` runs, in this order: what fails fastest comes first. @type {Stage[]} */
export const stages = [
  { id: "lint", title: "Format and lint", run: lint },
  { id: "types", title: "Types", run: types },
  { id: "unused", title: "Unused code and dependencies", run: unused },
  { id: "unit", title: "Unit and integration tests", run: (context) => vitest(context, "unit", "scripts") },
  { id: "domain", title: "The domain on PostgreSQL", run: domain },
  { id: "build", title: "Production build", run: build },
  { id: "start", title: "The start command", run: (context) => vitest(context, "start", "e2e/start") },
  { id: "browser", title: "Browser tests", run: browser },
];

export const isolations = ["database", "schema", "row"];

/** Tests of the domain, which the unit stage runs on SQLite files, and which hold on every model. */
const domainTests = [
  "src/projects",
  "src/tasks",
  "src/trash",
  "src/comments",
  "src/labels",
  "src/audit",
  "src/context",
  "src/ids",
  "src/inputs",
  "src/rights",
  "src/platform/accounts",
  "src/platform/api-keys",
  "src/platform/invitations",
  "src/platform/members",
  "src/platform/onboarding/sign-up",
  "src/platform/webhooks",
  "src/platform/workspaces",
];

async function lint({ reports }) {
  const file = join(reports, "biome.json");
  const { code } = await run(bin("biome"), [
    "ci",
    ".",
    "--reporter=default",
    "--reporter=json",
    `--reporter-file=${file}`,
  ]);
  return held(countBiome(read(file)), code);
}

async function types() {
  const { code, output } = await turbo(["typecheck", "--continue", "--output-logs=errors-only"], {
    quiet: true,
  });
  const counts = held(countTypecheck(output), code);
  if (counts.failed > 0) console.error(output.trimEnd());
  return counts;
}

async function unused() {
  const { code, output } = await run(bin("knip"), ["--reporter=json", "--no-progress", "--no-config-hints"], {
    quiet: true,
  });
  const { lines, ...counts } = countKnip(JSON.parse(output.slice(output.indexOf('{"issues"'))));
  for (const line of lines) console.error(line);
  return held(counts, code);
}

/** Whole on the models asked for; otherwise a part of it on both of PostgreSQL's, unless the run is to be full. */
async function domain({ reports, filters, full, isolation }) {
  const models = isolation?.filter((model) => model !== "database") ?? ["schema", "row"];
  const tests =
    filters.length > 0
      ? filters
      : full || isolation
        ? domainTests
        : ["src/audit", "src/tasks/tasks", "src/trash"];
  const counts = models.map(
    (model) => () => vitest({ reports, filters: tests }, `domain-${model}`, "packages/core", model),
  );
  return inTurn(counts);
}

/** Of the browser tests, what is run on PostgreSQL as well: whether each route keeps workspaces and people apart, and what it does not keep. */
const onEveryModel = ["tests/isolation/routes", "tests/isolation/private-projects", "tests/input/edges"];

/** The default model whole; the others whole when asked for, and else the tests that keep workspaces apart. */
async function browser({ reports, filters, full, isolation }) {
  const executable = await resolveBrowser();
  const models = isolation ?? (filters.length > 0 && !full ? ["database"] : isolations);
  return inTurn(
    models.map((model) => () => {
      const whole = full || isolation || model === "database";
      const tests = whole || filters.length > 0 ? filters : onEveryModel;
      return playwright({ reports, filters: tests }, model, executable);
    }),
  );
}

/** Runs one after the other, and adds what they count. */
async function inTurn(runs) {
  const total = { passed: 0, failed: 0, skipped: [] };
  for (const run of runs) {
    const { passed, failed, skipped } = await run();
    // One that ran nothing would otherwise hide behind the others.
    total.failed += passed + failed === 0 ? 1 : failed;
    total.passed += passed;
    total.skipped.push(...skipped);
  }
  return total;
}

async function vitest({ reports, filters }, id, folder, model = "database") {
  const file = join(reports, `vitest-${id}.json`);
  const reasons = join(reports, `vitest-${id}-skipped.json`);
  const reporters = ["default", "json", inRoot("scripts/lib/test/vitest-skip-reasons.mjs")];
  const args = [
    "run",
    `--config=${inRoot(folder, folder === "packages/core" ? "vitest.config.ts" : "vitest.config.mjs")}`,
    `--root=${inRoot(folder === "scripts" ? "." : folder)}`,
    `--outputFile.json=${file}`,
    ...filters,
  ];
  const { code } = await runNode(
    inRoot("node_modules/vitest/vitest.mjs"),
    [...args, ...reporters.map((reporter) => `--reporter=${reporter}`)],
    { env: { ACRE_SKIP_REASONS: reasons, ACRE_TEST_ISOLATION: model } },
  );
  return held(countVitest(read(file), read(reasons)), code);
}

async function build() {
  const { code, output } = await turbo(["build", "--output-logs=errors-only"], { quiet: true });
  if (code !== 0) console.error(output.trimEnd());
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [] };
}

async function playwright({ reports, filters }, model, executable) {
  console.log(`Workspaces kept as model "${model}"`);
  const file = join(reports, `playwright-${model}.json`);
  const { code } = await runNode(
    inRoot("node_modules/@playwright/test/cli.js"),
    [
      "test",
      `--config=${inRoot("e2e")}`,
      `--reporter=${process.stdout.isTTY ? "line" : "dot"},json`,
      ...filters,
    ],
    {
      env: {
        PLAYWRIGHT_JSON_OUTPUT_FILE: file,
        ACRE_TEST_ISOLATION: model,
        ...(executable && { ACRE_BROWSER: executable }),
      },
    },
  );
  return held(countPlaywright(read(file)), code);
}

/** A tool that ends badly has found something, even when its report names nothing. */
function held(counts, code) {
  return code !== 0 && counts.failed === 0 ? { ...counts, passed: 0, failed: 1 } : counts;
}

function bin(name) {
  return inRoot("node_modules/.bin", name);
}

function read(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
