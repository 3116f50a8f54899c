import { malformed, type PortableValue, textOf } from "./portable";

const isoText = /^(\d{4}|[+-]\d{6})-(\d\d)-(\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(Z|[+-]\d\d:\d\d)?$/;

/**
 * A moment written as ISO 8601, with a blank for the T if need be and in UTC unless it says otherwise, in its one form:
 * `2024-02-29T12:34:56.789Z`. Throws `ValueRefused`.
 */
export function canonicalDatetime(text: string): string {
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
