import { z } from "zod";

// C0 and C1 controls; a line of text has none, a block of text may hold tabs and line breaks.
const lineControls = /[\p{Cc}\u2028\u2029]/u;
const blockControls = /(?![\t\n\r])\p{Cc}/u;
const somethingVisible = /[^\s\p{C}]/u;

/** One line a person typed: trimmed, 1 to `max` characters, no control characters, otherwise kept as written. */
export function line(what: string, max: number) {
  return z
    .string(`Write ${what}.`)
    .trim()
    .min(1, `Write ${what}.`)
    .max(max, `Use ${max} characters or fewer.`)
    .refine((text) => !lineControls.test(text) && text.isWellFormed(), "Remove the control characters.")
    .refine((text) => text === "" || somethingVisible.test(text), `Write ${what}.`);
}

/** Several lines a person typed; empty means none. */
export function block(max: number) {
  return z
    .string("Write text.")
    .max(max, `Use ${max} characters or fewer.`)
    .refine((text) => !blockControls.test(text) && text.isWellFormed(), "Remove the control characters.")
    .transform((text) => (text.trim() === "" ? null : text));
}

/** Whether a database keeps a text as it is: PostgreSQL no NUL, neither half a surrogate pair. */
export function isKeepable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

/** Words to look for: as a line, but empty means none. */
export function words(max: number) {
  return z
    .string("Write words to look for.")
    .trim()
    .max(max, `Use ${max} characters or fewer.`)
    .refine((text) => !lineControls.test(text) && text.isWellFormed(), "Remove the control characters.");
}

/** An e-mail address, lower-cased: an address is one account however it is typed. */
export const email = z
  .string("Write an e-mail address.")
  .trim()
  .toLowerCase()
  .max(254, "Use 254 characters or fewer.")
  .pipe(z.email("Write the whole address, such as ada@acme.com."));

const common = [
  "password",
  "passwort",
  "qwerty",
  "letmein",
  "welcome",
  "iloveyou",
  "12345",
  "abcdef",
  "admin",
];

/** A password to be set. Long beats complicated (NIST SP 800-63B): 12 to 200 characters, not a common or repeated one. */
export const newPassword = z
  .string("Choose a password.")
  .min(12, "Use 12 characters or more. A sentence is good.")
  .max(200, "Use 200 characters or fewer.")
  .refine(isKeepable, "Remove the control characters.")
  .refine((text) => new Set(text).size >= 5, "Use more than a few different characters.")
  .refine((text) => !isCommon(text), "This is one of the first passwords anyone would try. Choose another.");

function isCommon(password: string): boolean {
  const lower = password.toLowerCase();
  const left = common.reduce((text, word) => text.replaceAll(word, ""), lower).replace(/[^\p{L}]/gu, "");
  return left.length < 4 && common.some((word) => lower.includes(word));
}

/** A UUID as ids are; anything else is answered like an id nobody has. */
export const id = z.uuid("This is not the id of a record.");

/** A calendar day without a time zone (RFC 3339 full-date). */
export const day = z.iso.date("Write a day as YYYY-MM-DD.");

/**
 * Whether an instant or a day lies in the years 1 to 9999, in UTC: those that RFC 3339 can write and every database keeps.
 * An offset can lead out of them.
 */
export function isStorable(at: string): boolean {
  const time = new Date(at).getTime();
  return time >= firstInstant && time <= lastInstant;
}

const firstInstant = Date.parse("0001-01-01T00:00:00Z");
const lastInstant = Date.parse("9999-12-31T23:59:59.999Z");

/** An instant (RFC 3339 date-time), with any offset from UTC. */
export function instant(refusal: string) {
  return z.iso
    .datetime({ offset: true, error: refusal })
    .refine((at) => isStorable(at), { error: "Choose a year from 1 to 9999.", abort: true });
}

/** A colour from the palette that both themes define. */
export const colors = ["pine", "marigold", "violet", "blue", "rust", "rose", "moss", "slate"] as const;
export const color = z.enum(colors, "Choose one of the colours.");

/** `limit` of a list, from a query string. */
export function limit(fallback: number, max: number) {
  return z.coerce
    .number("Give a whole number.")
    .int("Give a whole number.")
    .min(1, "Give 1 or more.")
    .max(max, `Give ${max} or fewer.`)
    .default(fallback);
}

/** A cursor this API handed out; opaque to its users. */
export const cursor = z.string().max(500, "This is not a cursor this list gave.").optional();

/** The query of a list that has nothing but pages: `limit` and `cursor`. */
export function page(fallback: number, max: number) {
  return z.strictObject({ limit: limit(fallback, max), cursor });
}
