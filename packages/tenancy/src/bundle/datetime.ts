import { malformed, type PortableValue, textOf } from "./portable";

const isoText = /^(\d{4}|[+-]\d{6})-(\d\d)-(\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(Z|[+-]\d\d:\d\d)?$/;

// As the adapter writes it, on a day that every month has: nearly all there are, and much quicker to tell.
const usual =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}(?:Z|\+00:00)$/;

/**
 * A moment written as ISO 8601, with a blank for the T if need be and in UTC unless it says otherwise, in its one form:
 * `2024-02-29T12:34:56.789Z`. Throws `ValueRefused`.
 */
export function canonicalDatetime(text: string): string {
  if (usual.test(text)) return `${text.slice(0, 23)}Z`;
  const parts = isoText.exec(text);
  if (parts === null) throw malformed("a moment", text);
  const [, year, month, day, time, fraction = "", zone = "Z"] = parts;
  const digits = fraction.padEnd(3, "0");
  const moment = new Date(`${year}-${month}-${day}T${time}.${digits.slice(0, 3)}${zone}`);
  if (Number.isNaN(moment.getTime())) throw malformed("a moment", text);
  const finer = digits.slice(3).replace(/0+$/, "");
  return finer === "" ? moment.toISOString() : `${moment.toISOString().slice(0, -1)}${finer}Z`;
}

/** The moment that a portable value is, once more in its one form. Throws `ValueRefused` where it was not. */
export function datetimeOf(value: PortableValue): string {
  const text = textOf(value);
  if (canonicalDatetime(text) !== text) throw malformed("a moment in UTC as it is to be written", value);
  return text;
}
