import { canonicalJson } from "../bundle/canonical-json";
import { canonicalDatetime, datetimeOf } from "../bundle/datetime";
import { canonicalDecimal } from "../bundle/decimal";
import {
  booleanOf,
  bytesOf,
  floatOf,
  integerOf,
  malformed,
  type PortableType,
  type PortableValue,
  portableFloat,
  portableInteger,
  textOf,
  ValueRefused,
} from "../bundle/portable";

const namedTypes: ReadonlyMap<string, PortableType> = new Map<string, PortableType>([
  ["text", "text"],
  ["character varying", "text"],
  ["uuid", "text"],
  ["smallint", "integer"],
  ["integer", "integer"],
  ["bigint", "bigint"],
  ["real", "float"],
  ["double precision", "float"],
  ["numeric", "decimal"],
  ["boolean", "boolean"],
  ["timestamp without time zone", "datetime"],
  ["timestamp with time zone", "datetime"],
  ["json", "json"],
  ["jsonb", "json"],
  ["bytea", "bytes"],
]);

/** The portable type of a column of the type that `format_type` calls so; enums are text. */
export function portableTypeOf(formatted: string, isEnum: boolean): PortableType {
  const known = namedTypes.get(formatted.replace(/\(\d+(?:,\d+)?\)/, ""));
  return known ?? (isEnum ? "text" : `postgresql:${formatted}`);
}

/** A value in the server's text form, in its portable form. Throws `ValueRefused`. */
export type ToPortable = (text: string) => PortableValue;

/** A portable value as text that the server reads. Throws `ValueRefused` for what it would not give back as it is. */
export type FromPortable = (value: PortableValue) => string;

/** How values of a type are read. */
export function readerOf(type: PortableType): ToPortable {
  return readers.get(type) ?? ((text) => text);
}

const readers: ReadonlyMap<PortableType, ToPortable> = new Map<PortableType, ToPortable>([
  ["integer", readInteger],
  ["bigint", readInteger],
  ["float", (text) => portableFloat(Number(text))],
  ["decimal", canonicalDecimal],
  ["boolean", (text) => text === "t"],
  ["datetime", readDatetime],
  ["json", canonicalJson],
  ["bytes", (text) => Buffer.from(text.slice(2), "hex").toString("base64")],
]);

function readInteger(text: string): PortableValue {
  return text.length < 16 ? Number(text) : portableInteger(BigInt(text));
}

const serverTime = /^(\d{4,6})-(\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d+)?(?:\+00)?( BC)?$/;

function readDatetime(text: string): PortableValue {
  const parts = serverTime.exec(text);
  if (parts === null) throw malformed("a moment that has a date", text);
  const [, year = "", day, time, fraction = ".", era] = parts;
  const written = `-${day}T${time}${fraction.padEnd(4, "0")}Z`;
  if (era === undefined && year.length === 4) return year + written;
  const number = era === undefined ? Number(year) : 1 - Number(year);
  return canonicalDatetime(isoYear(number) + written);
}

// Years outside of 0 to 9999 have a sign and six digits (ECMA-262, 21.4.1.32.1).
function isoYear(year: number): string {
  if (year >= 0 && year <= 9999) return String(year).padStart(4, "0");
  return `${year < 0 ? "-" : "+"}${String(Math.abs(year)).padStart(6, "0")}`;
}

/** How values of a type are written into a column of the type that `format_type` calls `formatted`. */
export function writerOf(type: PortableType, formatted: string): FromPortable {
  const write = writers.get(type);
  if (write !== undefined) return write;
  if (type === "datetime") return datetimeWriter(formatted);
  return writeText;
}

const writers: ReadonlyMap<PortableType, FromPortable> = new Map<PortableType, FromPortable>([
  ["integer", (value) => integerOf(value).toString()],
  ["bigint", (value) => integerOf(value).toString()],
  ["float", (value) => String(floatOf(value))],
  ["decimal", writeDecimal],
  ["boolean", (value) => (booleanOf(value) ? "t" : "f")],
  ["json", writeJson],
  ["bytes", (value) => `\\x${bytesOf(value).toString("hex")}`],
]);

function writeText(value: PortableValue): string {
  const text = textOf(value);
  if (text.includes("\0")) throw new ValueRefused("PostgreSQL's text holds no NUL (U+0000)");
  return text;
}

function writeDecimal(value: PortableValue): string {
  const text = textOf(value);
  if (canonicalDecimal(text) !== text) throw malformed("a decimal as it is to be written", value);
  return text;
}

function writeJson(value: PortableValue): string {
  const json = textOf(value);
  if (canonicalJson(json) !== json) throw malformed("JSON as it is to be written", value);
  // An escape that is not itself escaped.
  if (/(?<!\\)(?:\\\\)*\\u0000/.test(json))
    throw new ValueRefused("PostgreSQL's jsonb holds no NUL (U+0000)");
  return json;
}

/** A column keeps so many digits of a second and would round the others away without a word. */
function datetimeWriter(formatted: string): FromPortable {
  const digits = Number(/\((\d)\)/.exec(formatted)?.[1] ?? 6);
  return (value) => {
    const text = datetimeOf(value);
    const [whole = "", fraction = ""] = text.slice(0, -1).split(".");
    if (fraction.replace(/0+$/, "").length > digits)
      throw new ValueRefused(`the column keeps ${digits} digits of a second, not those of ${text}`);
    const year = whole.slice(0, whole.indexOf("-", 1));
    if (year.length === 4 && year !== "0000") return text;
    const number = Number(year);
    const rest = `${whole.slice(year.length)}.${fraction}Z`;
    return number > 0
      ? `${String(number).padStart(4, "0")}${rest}`
      : `${String(1 - number).padStart(4, "0")}${rest} BC`;
  };
}
