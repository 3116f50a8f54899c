import { expect, test } from "vitest";
import { slugPreview } from "./slug-preview";

test.each([
  ["ACME Corp", "acme_corp"],
  ["  Åkesson & Söner AB ", "akesson_soner_ab"],
  ["3M", null],
  ["42 Degrees", "degrees"],
  ["日本", null],
  ["Straße", null],
  ["", null],
  ["x".repeat(60), "x".repeat(48)],
])("%j is previewed as %j", (name, slug) => {
  expect(slugPreview(name)).toBe(slug);
});
