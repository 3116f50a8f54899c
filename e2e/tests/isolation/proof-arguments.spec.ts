import { readArguments } from "../../prove/arguments";
import { expect, test } from "../../support/test";

test("the proof attacks everything unless it is told what", () => {
  expect(readArguments([])).toMatchObject({
    isolation: ["database", "schema", "row"],
    layers: [true, false],
    every: 1,
    build: null,
  });
  expect(
    readArguments(["--isolation", "row,schema", "--proxy", "off", "--every", "5", "--only", "^GET"]),
  ).toMatchObject({ isolation: ["schema", "row"], layers: [false], every: 5, wanted: /^GET/ });
});

for (const [args, why] of [
  [["--isolation", "rows"], 'There is no isolation model "rows"; choose from database, schema, row.'],
  [["--proxy", "maybe"], '--proxy is "on" or "off", not "maybe".'],
  [["--every", "0"], "--every has to be a whole number, 1 or more."],
  [["--only", "("], '--only takes a regular expression, which "(" is not.'],
  [["--all"], /^Unknown option '--all'.*\nUsage: npm run prove/],
] as const) {
  test(`the proof says what is wrong with ${args.join(" ")}`, () => {
    expect(() => readArguments([...args])).toThrow(why);
  });
}
