import { writeFileSync } from "node:fs";

/** A Vitest reporter that writes why tests were skipped, by full name: Vitest's JSON report leaves that out. */
export default class SkipReasons {
  onTestRunEnd(modules) {
    const reasons = {};
    for (const module of modules) {
      for (const test of module.children.allTests("skipped")) {
        const { note } = test.result();
        if (note) reasons[fullName(test)] = note;
      }
    }
    writeFileSync(process.env.ACRE_SKIP_REASONS, JSON.stringify(reasons));
  }
}

// As the JSON report spells it: the names of the suites and the test, with spaces between.
function fullName(test) {
  return test.fullName.replaceAll(" > ", " ");
}
