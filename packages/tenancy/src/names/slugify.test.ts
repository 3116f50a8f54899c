import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isReservedSlug, isSlug } from "./slug";
import { slugCandidates, slugify } from "./slugify";

const anyName = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.constantFrom(
    "Admin",
    "api",
    "LOGIN",
    "new",
    "x".repeat(300),
    "my work",
    "workspace",
    "_next",
    "settings ",
  ),
);

function first(name: string, count: number): string[] {
  const candidates = slugCandidates(name);
  return Array.from({ length: count }, () => candidates.next().value);
}

describe("slugify", () => {
  it.each([
    ["ACME Corp", "acme_corp"],
    ["  Müller & Söhne GmbH ", "muller_sohne_gmbh"],
    ["Łódź", "lodz"],
    ["Ελλάδα", "ellada"],
    ["日本", "riben"],
    ["../../etc", "etc"],
    ["acme'; DROP", "acme_drop"],
    ["Café\u0301", "cafe"],
    ["3M Company", "m_company"],
    ["a--b__c", "a_b_c"],
  ])("%j becomes %s", (name, slug) => {
    expect(slugify(name)).toBe(slug);
  });

  it.each(["", "   ", "42", "!!!", "-", "é", "7"])("leaves nothing of %j", (name) => {
    expect(slugify(name)).toBeNull();
  });

  it("is always null or a slug", () => {
    fc.assert(fc.property(anyName, (name) => slugify(name) === null || isSlug(slugify(name))));
  });
});

describe("slugCandidates", () => {
  it("numbers a name", () => {
    expect(first("ACME Corp", 3)).toEqual(["acme_corp", "acme_corp_2", "acme_corp_3"]);
  });

  it("steps around reserved words", () => {
    expect(first("Admin", 2)).toEqual(["admin_2", "admin_3"]);
    expect(slugCandidates("ACME", { reserved: ["acme", "acme_2"] }).next().value).toBe("acme_3");
  });

  it("falls back to workspace_n", () => {
    expect(first("!!!", 2)).toEqual(["workspace_1", "workspace_2"]);
  });

  it("gives valid, unreserved and different slugs for any name, however far one has to go", () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const slugs = first(name, 120);
        expect(new Set(slugs).size).toBe(120);
        for (const slug of slugs) expect(isSlug(slug) && !isReservedSlug(slug)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
