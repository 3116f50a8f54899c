import { expect, test } from "vitest";
import { safeCallback } from "./safe-callback";

test.each(["/acme_corp", "/acme_corp/projects/1?view=list#x", "/workspaces"])("%s is kept", (path) => {
  expect(safeCallback(path)).toBe(path);
});

test.each([
  "https://evil.example/",
  "//evil.example/",
  "/\\evil.example",
  "/\t/evil.example",
  "/.//evil.example",
  "javascript:alert(1)",
  "evil.example",
  "/api/auth/signout",
  "",
])("%j is not followed", (path) => {
  expect(safeCallback(path)).toBe("/workspaces");
});

test("nothing, or several values, is the fallback", () => {
  expect(safeCallback(undefined, "/x")).toBe("/x");
  expect(safeCallback(["/a", "/b"], "/x")).toBe("/x");
});
