import { canonicalJson } from "../bundle/canonical-json";
import { canonicalDatetime } from "../bundle/datetime";
import { canonicalDecimal } from "../bundle/decimal";
import {
  malformed,
  type PortableType,
  type PortableValue,
  portableFloat,
  portableInteger,
  ValueRefused,
} from "../bundle/portable";
import type { SourceValue } from "./source";

/** How a value is to be read where the target's type does not say it. */
export type ReadAs = "unix_s" | "unix_ms" | "date" | undefined;

type Present = Exclude<SourceValue, null>;

const truths: ReadonlyMap<string, boolean> = new Map([
  ...["1", "t", "true", "y", "yes"].map((word) => [word, true] as const),
  ...["0", "f", "false", "n", "no"].map((word) => [word, false] as const),
]);

/** A source's value in the portable form of the target's type. Throws `ValueRefused`, whose text may hold the value. */
export function convert(value: Present, type: PortableType, as?: ReadAs): PortableValue {
  if (as === "date") return momentOf(value, undefined).slice(0, 10);
  switch (type) {
    case "text":
      return textOf(value);
    case "integer":
      return integerOf(value, 32);
    case "bigint":
      return integerOf(value, 64);
    case "float":
      return floatOf(value);
    case "decimal":
      return canonicalDecimal(numberText(value));
    case "boolean":
      return booleanOf(value);
    case "datetime":
      return momentOf(value, as);
    case "json":
      return canonicalJson(textOf(value));
    case "bytes":
      return bytesOf(value);
    default:
      throw new ValueRefused(`a column of type ${type} cannot be imported into`);
  }
}

function textOf(value: Present): string {
  if (Buffer.isBuffer(value)) throw malformed("text", "bytes");
  const text = String(value);
  if (text.includes("\0") || !text.isWellFormed())
    throw new ValueRefused("not every database holds this text");
  return text;
}

function integerOf(value: Present, bits: 32 | 64): PortableValue {
  const text = numberText(value);
  if (!/^[+-]?\d{1,20}$/.test(text)) throw malformed("an integer", text);
  const integer = BigInt(text);
  if (BigInt.asIntN(bits, integer) !== integer) throw malformed(`an integer of ${bits} bits`, text);
  return portableInteger(integer);
}

function floatOf(value: Present): PortableValue {
  const text = numberText(value);
  const float = text === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(float)) throw malformed("a number", text);
  return portableFloat(float);
}

function numberText(value: Present): string {
  if (Buffer.isBuffer(value)) throw malformed("a number", "bytes");
  return String(value).trim();
}

function booleanOf(value: Present): boolean {
  const truth = truths.get(String(value).toLowerCase());
  if (truth === undefined) throw malformed("true or false", "this value");
  return truth;
}

const day = /^(\d{4})-(\d\d)-\d\d/;

// To the millisecond, as every model keeps it.
function momentOf(value: Present, as: ReadAs): string {
  if (as !== undefined) {
    const text = numberText(value);
    return fromNumber(text === "" ? Number.NaN : Number(text) * (as === "unix_s" ? 1000 : 1));
  }
  if (typeof value !== "string")
    throw malformed('a moment; say "as": "unix_s" or "unix_ms" for numbers', "this");
  const text = value.trim();
  const [date, year, month] = day.exec(text) ?? [];
  if (date === undefined) throw malformed("a moment", "this text");
  // A day that its month does not have would be taken for one of the next.
  const start = new Date(`${date}T00:00:00Z`);
  if (start.getUTCMonth() + 1 !== Number(month) || year === "0000") throw malformed("a day", "this text");
  return canonicalDatetime(inFull(text.replace(/(\.\d{3})\d+/, "$1")));
}

/** With the time and the offset's minutes that shorter spellings leave out. */
function inFull(text: string): string {
  if (text.length === 10) return `${text}T00:00:00Z`;
  const minutes = text.replace(/^(.{10}[T ]\d\d:\d\d)(?=$|Z|[+-])/, "$1:00");
  return minutes.replace(/([+-]\d\d)(\d\d)?$/, (_all, hours: string, rest = "00") => `${hours}:${rest}`);
}

function fromNumber(milliseconds: number): string {
  const moment = new Date(Math.trunc(milliseconds));
  const year = moment.getUTCFullYear();
  if (Number.isNaN(year) || year < 1 || year > 9999) throw malformed("a moment", "this number");
  return moment.toISOString();
}

function bytesOf(value: Present): string {
  if (Buffer.isBuffer(value)) return value.toString("base64");
  // As PostgreSQL writes bytea.
  if (typeof value === "string" && /^\\x(?:[0-9a-f]{2})*$/.test(value))
    return Buffer.from(value.slice(2), "hex").toString("base64");
  throw malformed("bytes", "this value");
}
