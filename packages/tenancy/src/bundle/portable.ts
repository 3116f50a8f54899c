/**
 * What a column holds, whatever engine it lies in. `postgresql:…` is a type that only PostgreSQL has, carried in the
 * server's own text form and loaded only where a column has the same type.
 */
export type PortableType =
  | "text"
  | "integer"
  | "bigint"
  | "float"
  | "decimal"
  | "boolean"
  | "datetime"
  | "json"
  | "bytes"
  | `postgresql:${string}`;

/**
 * A value in the one form that all engines share, so that equal data is equal byte for byte:
 * - `text`: a string. Bytes that are no UTF-8 are U+FFFD, as every reader of the column gets them.
 * - `integer`, `bigint`: a number up to 2^53 − 1 on either side of zero, beyond it a string of digits.
 * - `float`: a number, or "NaN", "Infinity", "-Infinity". −0 is 0, since SQLite cannot tell them apart.
 * - `decimal`: a string of digits without exponent and without needless zeros.
 * - `boolean`: true or false.
 * - `datetime`: ISO 8601 in UTC with three digits of a second, more where there are more.
 * - `json`: JSON text without blanks, keys sorted by UTF-16 code units (as RFC 8785), numbers as decimals.
 * - `bytes`: base64 (RFC 4648, section 4).
 */
export type PortableValue = string | number | boolean | null;

/** A row's values in the order of its table's columns. */
export type PortableRow = PortableValue[];

/** A value that has no portable form, or none in the engine that it is to be put into. `message` ends a sentence. */
export class ValueRefused extends Error {}

const simpleTypes: ReadonlySet<string> = new Set([
  "text",
  "integer",
  "bigint",
  "float",
  "decimal",
  "boolean",
  "datetime",
  "json",
  "bytes",
]);

/** Whether a name from outside is a type's. */
export function isPortableType(name: unknown): name is PortableType {
  return typeof name === "string" && (simpleTypes.has(name) || name.startsWith("postgresql:"));
}

/** An integer in its portable form. */
export function portableInteger(value: bigint): PortableValue {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

/** A float in its portable form. */
export function portableFloat(value: number): PortableValue {
  if (Number.isFinite(value)) return value === 0 ? 0 : value;
  return String(value);
}

/** The integer that a portable value stands for. Throws `ValueRefused`. */
export function integerOf(value: PortableValue): bigint {
  if (typeof value === "number" && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value === "string" && /^-?[1-9]\d{15,19}$/.test(value)) return BigInt(value);
  throw malformed("an integer", value);
}

/** The float that a portable value stands for. Throws `ValueRefused`. */
export function floatOf(value: PortableValue): number {
  if (typeof value === "number") return value;
  if (value === "NaN" || value === "Infinity" || value === "-Infinity") return Number(value);
  throw malformed("a float", value);
}

/** The text that a portable value is. Throws `ValueRefused`. */
export function textOf(value: PortableValue): string {
  if (typeof value !== "string") throw malformed("text", value);
  if (!value.isWellFormed()) throw new ValueRefused("half of a surrogate pair is no text");
  return value;
}

/** The bytes that a portable value stands for. Throws `ValueRefused`. */
export function bytesOf(value: PortableValue): Buffer {
  if (typeof value !== "string") throw malformed("base64", value);
  const bytes = Buffer.from(value, "base64");
  if (bytes.toString("base64") !== value) throw malformed("base64", value);
  return bytes;
}

/** Throws `ValueRefused` unless the value is a boolean. Returns it. */
export function booleanOf(value: PortableValue): boolean {
  if (typeof value !== "boolean") throw malformed("true or false", value);
  return value;
}

/** The refusal of a value that is not in the form of its type. */
export function malformed(expected: string, value: unknown): ValueRefused {
  const shown = typeof value === "string" && value.length > 40 ? `${value.slice(0, 40)}…` : value;
  const text = typeof shown === "bigint" ? shown.toString() : JSON.stringify(shown);
  return new ValueRefused(`${text ?? typeof shown} is not ${expected}`);
}
