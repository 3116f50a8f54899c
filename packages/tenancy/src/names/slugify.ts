import anyAscii from "any-ascii";
import { isReservedSlug, isSlug, type SlugOptions, slugMaxLength } from "./slug";

// More than any name needs; keeps a megabyte of pasted text from being transliterated.
const longestNameRead = 500;

/**
 * A slug for a company's name in any script ("ACME Corp" → `acme_corp`, "Łódź" → `lodz`), or null where
 * nothing usable is left. The answer has a slug's form but may be reserved or taken: see `slugCandidates`.
 */
export function slugify(name: string): string | null {
  const ascii = anyAscii(name.slice(0, longestNameRead)).toLowerCase();
  const words = ascii.replace(/[^a-z0-9]+/g, "_").replace(/^[^a-z]+/, "");
  const slug = trimTo(words, slugMaxLength);
  return isSlug(slug) ? slug : null;
}

/**
 * Slugs to try for a company's name, best first and without end: `acme_corp`, `acme_corp_2`, `acme_corp_3`, …;
 * `workspace_1`, `workspace_2`, … where the name leaves nothing. Reserved words never come out, so "Admin"
 * starts at `admin_2`. Every one is valid.
 */
export function* slugCandidates(
  name: string,
  options: SlugOptions = {},
): Generator<string, never, undefined> {
  const base = slugify(name);
  const reserved = new Set(options.reserved);
  for (let n = 1; ; n++) {
    const candidate = numbered(base, n);
    if (!isReservedSlug(candidate, { reserved })) yield candidate;
  }
}

function numbered(base: string | null, n: number): string {
  if (base === null) return `workspace_${n}`;
  if (n === 1) return base;
  const suffix = `_${n}`;
  return trimTo(base, slugMaxLength - suffix.length) + suffix;
}

function trimTo(text: string, length: number): string {
  return text.slice(0, length).replace(/_+$/, "");
}
