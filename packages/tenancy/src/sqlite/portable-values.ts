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

// What the types that Prisma and people declare columns with mean. SQLite itself only derives an affinity from them.
const declaredTypes: ReadonlyMap<string, PortableType> = new Map([
  ...words("text", "TEXT CLOB CHARACTER VARCHAR NCHAR NVARCHAR UUID"),
  ...words("integer", "INT INTEGER TINYINT SMALLINT MEDIUMINT INT2"),
  ...words("bigint", "BIGINT INT8"),
  ...words("float", "REAL FLOAT DOUBLE"),
  ...words("decimal", "DECIMAL NUMERIC"),
  ...words("boolean", "BOOLEAN"),
  ...words("datetime", "DATETIME TIMESTAMP"),
  ...words("json", "JSON JSONB"),
  ...words("bytes", "BLOB"),
]);

function words(type: PortableType, declared: string): Array<[string, PortableType]> {
  return declared.split(" ").map((word) => [word, type]);
}

/** The portable type of a column declared as `declared`, or null where that says nothing. */
export function portableTypeOf(declared: string): PortableType | null {
  const word = /^[a-z0-9]+/i.exec(declared)?.[0].toUpperCase();
  return (word === undefined ? undefined : declaredTypes.get(word)) ?? null;
}

/** A value as the driver reads it with exact integers, in its portable form. Throws `ValueRefused`. */
export type ToPortable = (value: unknown) => PortableValue;

/** A portable value as the driver takes it. Throws `ValueRefused` for what SQLite would not give back as it is. */
export type FromPortable = (value: PortableValue) => unknown;

/** How values of a type are read. */
export function readerOf(type: PortableType): ToPortable {
  const read = readers.get(type);
  if (read === undefined) throw new RangeError(`SQLite has no ${type}.`);
  return (value) => (value === null ? null : read(value));
}

/** How values of a type are written; null for a type that SQLite does not have. */
export function writerOf(type: PortableType): FromPortable {
  const write = writers.get(type);
  if (write === undefined) throw new RangeError(`SQLite has no ${type}.`);
  return (value) => (value === null ? null : write(value));
}

const readers: ReadonlyMap<PortableType, ToPortable> = new Map<PortableType, ToPortable>([
  ["text", readText],
  ["integer", readInteger],
  ["bigint", readInteger],
  ["float", readFloat],
  ["decimal", (value) => canonicalDecimal(numberText(value, "a decimal"))],
  ["boolean", readBoolean],
  ["datetime", readDatetime],
  ["json", (value) => canonicalJson(typeof value === "string" ? value : numberText(value, "JSON"))],
  ["bytes", readBytes],
]);

function readText(value: unknown): PortableValue {
  if (typeof value === "string") return value;
  throw malformed("text", value);
}

function readInteger(value: unknown): PortableValue {
  if (typeof value === "bigint") return portableInteger(value);
  throw malformed("an integer", value);
}

function readFloat(value: unknown): PortableValue {
  if (typeof value === "number") return portableFloat(value);
  throw malformed("a float", value);
}

function readBoolean(value: unknown): PortableValue {
  if (value === 1n) return true;
  if (value === 0n) return false;
  throw malformed("true or false", value);
}

// Prisma writes text; a default of the schema writes it with a blank; older versions of Prisma wrote milliseconds.
function readDatetime(value: unknown): PortableValue {
  if (typeof value === "string") return canonicalDatetime(value);
  if (typeof value !== "bigint") throw malformed("a moment", value);
  const moment = new Date(Number(value));
  if (Number.isNaN(moment.getTime())) throw malformed("a moment", value);
  return moment.toISOString();
}

function readBytes(value: unknown): PortableValue {
  if (Buffer.isBuffer(value)) return value.toString("base64");
  throw malformed("bytes", value);
}

function numberText(value: unknown, what: string): string {
  if (typeof value === "bigint" || typeof value === "number") return value.toString();
  throw malformed(what, value);
}

const writers: ReadonlyMap<PortableType, FromPortable> = new Map<PortableType, FromPortable>([
  ["text", textOf],
  ["integer", writeInteger],
  ["bigint", writeInteger],
  ["float", writeFloat],
  ["decimal", (value) => writeNumber(textOf(value))],
  ["boolean", (value) => (booleanOf(value) ? 1 : 0)],
  // As the adapter stores it: with a numeric offset.
  ["datetime", (value) => datetimeOf(value).replace("Z", "+00:00")],
  ["json", writeJson],
  ["bytes", bytesOf],
]);

function writeInteger(value: PortableValue): bigint {
  const integer = integerOf(value);
  if (BigInt.asIntN(64, integer) !== integer) throw new ValueRefused(`${integer} has more than 64 bits`);
  return integer;
}

function writeFloat(value: PortableValue): number {
  const float = floatOf(value);
  if (Number.isNaN(float)) throw new ValueRefused("SQLite stores NaN as NULL");
  return float;
}

/** A decimal as the number that SQLite would make of it, if that is the same decimal still. */
function writeNumber(decimal: string): bigint | number {
  if (canonicalDecimal(decimal) !== decimal) throw malformed("a decimal as it is to be written", decimal);
  if (/^-?\d+$/.test(decimal)) {
    const integer = BigInt(decimal);
    if (BigInt.asIntN(64, integer) === integer) return integer;
  }
  const number = Number(decimal);
  if (Number.isFinite(number) && canonicalDecimal(String(number)) === decimal) return number;
  throw new ValueRefused(`SQLite would round ${decimal.slice(0, 80)}`);
}

// The column's affinity makes a number of JSON that is one, and would round it without a word.
function writeJson(value: PortableValue): string | bigint | number {
  const json = textOf(value);
  if (canonicalJson(json) !== json) throw malformed("JSON as it is to be written", json);
  return /^[-\d]/.test(json) ? writeNumber(json) : json;
}
