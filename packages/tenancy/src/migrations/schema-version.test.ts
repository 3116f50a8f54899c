import { expect, it } from "vitest";
import { migration } from "./migration";
import { schemaVersions } from "./schema-version";

const first = migration("1_first", "a");
const second = migration("2_second", "b");

it("serves a tenant that is current or was brought further by newer code, and none on another history", () => {
  const { isBehind, latest } = schemaVersions([first, second]);
  expect(isBehind(latest)).toBe(false);
  expect(isBehind(schemaVersions([first, second, migration("3_third", "c")]).latest)).toBe(false);
  expect(isBehind(schemaVersions([first]).latest)).toBe(true);
  expect(isBehind(null)).toBe(true);
  // The second one was edited after it had been applied.
  expect(isBehind(schemaVersions([first, migration("2_second", "edited")]).latest)).toBe(true);
});
