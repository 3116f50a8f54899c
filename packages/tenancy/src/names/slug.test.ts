import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isTenancyError } from "../errors";
import { reservedSlugs } from "./reserved";
import { assertSlug, isReservedSlug, isSlug, parseSlug } from "./slug";

describe("isSlug", () => {
  it.each(["ab", "acme_corp", "a1", "a_1_b", "x".repeat(48), "acme2"])("accepts %s", (slug) => {
    expect(isSlug(slug)).toBe(true);
  });

  it.each([
    ...["", "a", "x".repeat(49), "1ab", "_ab", "ab_", "a__b", "Acme", "ac me", "ac-me", "ac.me", "../etc"],
    ...["acmé", "аcme", "acme\n", "acme\0", "a/b", "a\\b", "acme'; DROP", "日本", "acme%2f"],
  ])("refuses %j", (slug) => {
    expect(isSlug(slug)).toBe(false);
  });

  it.each([undefined, null, 12, {}, ["acme"], { toString: () => "acme" }])(
    "refuses what is no text: %j",
    (value) => {
      expect(isSlug(value)).toBe(false);
    },
  );

  it("lets nothing through that could change a path, a URL or an SQL name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        if (isSlug(text)) expect(text).toMatch(/^[a-z][a-z0-9_]{0,46}[a-z0-9]$/);
      }),
    );
  });
});

describe("parseSlug", () => {
  it("refuses reserved words, with its own code", () => {
    for (const word of reservedSlugs) {
      if (isSlug(word))
        expect(() => parseSlug(word)).toThrow(expect.objectContaining({ code: "slug_reserved" }));
    }
  });

  it("refuses the words a team adds", () => {
    expect(() => parseSlug("pricing_2")).not.toThrow();
    expect(() => parseSlug("pricing_2", { reserved: ["pricing_2"] })).toThrow(/kept for the application/);
  });

  it("keeps the first words of the application's own addresses", () => {
    for (const word of [
      "admin",
      "api",
      "login",
      "signup",
      "invite",
      "docs",
      "settings",
      "new",
      "health",
      "static",
    ]) {
      expect(isReservedSlug(word)).toBe(true);
    }
  });

  it("says what a name must look like, showing no more of a long one than needed", () => {
    try {
      assertSlug("A".repeat(10_000));
      expect.unreachable();
    } catch (error) {
      expect(isTenancyError(error, "slug_invalid")).toBe(true);
      expect(String(error)).toMatch(/lower-case letters/);
      expect(String(error).length).toBeLessThan(400);
    }
  });
});
