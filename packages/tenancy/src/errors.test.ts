import { expect, it, vi } from "vitest";
import { isTenancyError, TenancyError } from "./errors";

it("recognises its errors across two copies of the module", async () => {
  vi.resetModules();
  const copy = await import("./errors");
  expect(copy.TenancyError).not.toBe(TenancyError);
  const error: unknown = new copy.TenancyError("slug_taken", "x");
  expect(error instanceof TenancyError).toBe(false);
  expect(isTenancyError(error)).toBe(true);
  expect(isTenancyError(error, "slug_taken")).toBe(true);
  expect(isTenancyError(error, "slug_invalid")).toBe(false);
});

it("takes nothing else for one", () => {
  for (const value of [null, undefined, "x", 1, {}, new Error("x"), { code: "slug_taken" }]) {
    expect(isTenancyError(value)).toBe(false);
  }
});
