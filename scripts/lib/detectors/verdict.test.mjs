import { expect, it } from "vitest";
import { verdictOn } from "./verdict.mjs";

const detector = { file: "a.test.ts", name: "keeps tenants apart" };
const result = (status, messages = [], name = "isolation keeps tenants apart") => ({
  file: "a.test.ts",
  name,
  status,
  messages,
});

it("counts a leak as caught when its test failed for a reason of its own", () => {
  const failed = result("failed", ["AssertionError: expected 'b' to be 'a'\n  at somewhere"]);
  expect(verdictOn([result("passed", [], "another"), failed], detector)).toEqual({
    caught: true,
    reason: "AssertionError: expected 'b' to be 'a'",
  });
});

it.each([
  ["stayed green", [result("passed")]],
  ["no test of that name ran", [result("failed", ["AssertionError"], "another")]],
  ["no test of that name ran", [{ ...result("failed", ["AssertionError"]), file: "b.test.ts" }]],
  ["no test of that name ran", []],
  ["could not be loaded", [result("broken", ["Cannot find module"], "")]],
  ["failed for another reason", [result("failed", ["ReferenceError: tol is not defined"])]],
  ["failed for another reason", [result("failed", ["TypeError: x.y is not a function"])]],
  ["failed for another reason", [result("failed", ["Error: Test timed out in 60000ms."])]],
])("does not when it %s", (reason, tests) => {
  const verdict = verdictOn(tests, detector);
  expect(verdict.caught).toBe(false);
  expect(verdict.reason).toContain(reason);
});

it("asks of self-inspection that it found what was to be found", () => {
  const finding = { ...detector, finding: "rls_off" };
  const found = (codes) => [result("failed", [`self-inspection finds ${codes}`])];
  expect(verdictOn(found("(policy_missing) (rls_off)"), finding).caught).toBe(true);
  expect(verdictOn(found("(policy_missing)"), finding).caught).toBe(false);
});
