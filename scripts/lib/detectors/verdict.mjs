/**
 * @typedef {import("./run-tests.mjs").TestResult} TestResult
 * @typedef {import("./detector.mjs").Detector} Detector
 */

// What a mistake in the leak itself looks like, or a test that gave up: neither shows that the leak was noticed.
const noVerdict =
  /ReferenceError|SyntaxError|is not a function|Cannot find (?:module|package)|timed out in \d+ ?ms/;

/** The results that are the detector's. @type {(tests: TestResult[], detector: Detector) => TestResult[]} */
export function matching(tests, { file, name }) {
  return tests.filter((test) => test.file === file && test.name.includes(name));
}

/**
 * Whether a run shows that the detector noticed: a test of that name ran and failed for a reason of its own, and
 * for self-inspection with the finding.
 *
 * @param {TestResult[]} tests
 * @param {Detector} detector
 * @returns {{ caught: boolean, reason: string }} the reason is the failure's message, or why this counts as none
 */
export function verdictOn(tests, detector) {
  const broken = tests.find(({ status }) => status === "broken");
  if (broken !== undefined) return uncaught(`could not be loaded: ${broken.messages[0]}`);
  const own = matching(tests, detector);
  if (own.length === 0) return uncaught("no test of that name ran");
  const failed = own.filter(({ status }) => status === "failed");
  if (failed.length === 0) return uncaught("stayed green");
  const messages = failed.flatMap((test) => test.messages);
  const telling = messages.find(
    (message) =>
      !noVerdict.test(message) &&
      (detector.finding === undefined || message.includes(`(${detector.finding})`)),
  );
  if (telling === undefined) return uncaught(`failed for another reason: ${messages[0]}`);
  return { caught: true, reason: inBrief(telling) };
}

function uncaught(reason) {
  return { caught: false, reason: inBrief(reason) };
}

/** A message without its stack, in one line. */
function inBrief(message) {
  const text = message
    .split(/\n\s+at /, 1)[0]
    .replace(/\s+/g, " ")
    .trim();
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
