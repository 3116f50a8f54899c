// Turns what each tool reports into counts. A report that is missing or makes no sense throws: the stage
// that asked then counts as failed.

/**
 * @typedef {{ name: string, reason: string }} Skipped
 * @typedef {{ passed: number, failed: number, skipped: Skipped[] }} Counts
 */

/**
 * Vitest's JSON report.
 *
 * @param {any} report
 * @param {Record<string, string>} reasons why a test was skipped, by its full name
 * @returns {Counts}
 */
export function countVitest(report, reasons = {}) {
  const files = report.testResults;
  const tests = files.flatMap((file) => file.assertionResults);
  // A file that could not even be loaded has no tests to fail, and would otherwise count as nothing.
  const brokenFiles = files.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  return {
    passed: tests.filter((test) => test.status === "passed").length,
    failed: tests.filter((test) => test.status === "failed").length + brokenFiles.length,
    skipped: tests
      .filter((test) => test.status !== "passed" && test.status !== "failed")
      .map((test) => ({ name: test.fullName, reason: reasons[test.fullName] ?? "no reason given" })),
  };
}

/**
 * Playwright's JSON report. A test that passed only when it was tried again counts as failed.
 *
 * @param {any} report
 * @returns {Counts}
 */
export function countPlaywright(report) {
  const tests = report.suites.flatMap((suite) => testsOf(suite, []));
  const skipped = tests.filter((test) => test.status === "skipped");
  return {
    passed: tests.filter((test) => test.status === "expected").length,
    failed:
      tests.filter((test) => test.status === "unexpected" || test.status === "flaky").length +
      report.errors.length,
    skipped: skipped.map(({ name, annotations }) => ({ name, reason: reasonIn(annotations) })),
  };
}

function testsOf(suite, path) {
  const here = suite.title ? [...path, suite.title] : path;
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map((test) => ({ ...test, name: [...here, spec.title].join(" › ") })),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, here))];
}

function reasonIn(annotations = []) {
  const why = annotations.find(({ type }) => type === "skip" || type === "fixme");
  return why?.description ?? "no reason given";
}

/**
 * Biome's JSON report: one check, or as many failed ones as there are errors.
 *
 * @param {any} report
 * @returns {Counts}
 */
export function countBiome(report) {
  return oneCheck(whole(report.summary.errors));
}

/**
 * Knip's JSON report, with a readable line for each finding.
 *
 * @param {any} report
 * @returns {Counts & { lines: string[] }}
 */
export function countKnip(report) {
  const lines = report.issues.flatMap(({ file, ...kinds }) =>
    Object.entries(kinds).flatMap(([kind, found]) =>
      [found].flat(2).map(({ name, line }) => `${file}${line ? `:${line}` : ""} ${kind}: ${name}`),
    ),
  );
  return { ...oneCheck(lines.length), lines };
}

/**
 * What `turbo run typecheck` printed: a check for each workspace, or as many failed ones as there are errors.
 *
 * @param {string} output
 * @returns {Counts}
 */
export function countTypecheck(output) {
  const summary = /Tasks:\s+(\d+) successful, (\d+) total/.exec(stripColors(output));
  if (summary === null) throw new Error("turbo did not say how many tasks it ran");
  const [, successful, total] = summary.map(Number);
  const errors = stripColors(output).match(/error TS\d+:/g)?.length ?? 0;
  return { passed: successful, failed: Math.max(errors, total - successful), skipped: [] };
}

function oneCheck(problems) {
  return { passed: problems === 0 ? 1 : 0, failed: problems, skipped: [] };
}

function whole(value) {
  if (!Number.isInteger(value)) throw new Error(`expected a count, found ${value}`);
  return value;
}

function stripColors(text) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are written with the escape character
  return text.replace(/\u001b\[[0-9;]*m/g, "");
}
