import { TenancyError } from "../errors";
import { reservedSlugs } from "./reserved";

export const slugMinLength = 2;
export const slugMaxLength = 48;

const slugPattern = /^[a-z](?:_?[a-z0-9])*$/;
const alwaysReserved: ReadonlySet<string> = new Set(reservedSlugs);

export interface SlugOptions {
  /** Words to refuse on top of the built-in list. */
  reserved?: Iterable<string>;
}

/**
 * Whether `value` has a slug's form: 2–48 lower-case letters, digits and single inner underscores, starting
 * with a letter. Says nothing of reserved words.
 */
export function isSlug(value: unknown): value is string {
  if (typeof value !== "string") return false;
  return value.length >= slugMinLength && value.length <= slugMaxLength && slugPattern.test(value);
}

/** Whether `slug` is a word kept for the application. */
export function isReservedSlug(slug: string, options: SlugOptions = {}): boolean {
  if (alwaysReserved.has(slug)) return true;
  for (const word of options.reserved ?? []) if (word === slug) return true;
  return false;
}

/** Returns `value` when a new tenant may take it; throws `slug_invalid` or `slug_reserved`. */
export function parseSlug(value: unknown, options: SlugOptions = {}): string {
  const slug = assertSlug(value);
  if (!isReservedSlug(slug, options)) return slug;
  throw new TenancyError("slug_reserved", `"${slug}" is kept for the application. Choose another name.`);
}

/** Returns `value` when it has a slug's form; throws `slug_invalid`. For looking tenants up. */
export function assertSlug(value: unknown): string {
  if (isSlug(value)) return value;
  const shown = JSON.stringify(typeof value === "string" ? value.slice(0, 80) : typeof value);
  throw new TenancyError(
    "slug_invalid",
    `Not a tenant's name: ${shown}. Names have ${slugMinLength}–${slugMaxLength} lower-case letters, digits and single inner underscores, and start with a letter.`,
  );
}
