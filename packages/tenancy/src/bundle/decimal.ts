import { malformed, ValueRefused } from "./portable";

const plain = /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;
const literal = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/;

// PostgreSQL's numeric goes no further, and neither does anything that people count.
const mostDigits = 150_000;

/**
 * A decimal as text in its one form: no exponent, no plus, no needless zeros, no negative zero. "NaN", "Infinity" and
 * "-Infinity" stay what they are. Throws `ValueRefused` for what is no number.
 */
export function canonicalDecimal(text: string): string {
  if (plain.test(text)) return text === "-0" ? "0" : text;
  if (text === "NaN" || text === "Infinity" || text === "-Infinity") return text;
  const parts = literal.exec(text);
  if (parts === null) throw malformed("a decimal", text);
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = parts;
  if (whole === "" && fraction === "") throw malformed("a decimal", text);
  const shifted = shift(whole, fraction, Number(exponent));
  return sign === "-" && shifted !== "0" ? `-${shifted}` : shifted;
}

function shift(whole: string, fraction: string, exponent: number): string {
  const digits = whole + fraction;
  if (/^0*$/.test(digits)) return "0";
  const point = whole.length + exponent;
  if (Math.abs(point) > mostDigits) throw new ValueRefused("a number of that many digits cannot be carried");
  const left = point <= 0 ? "0" : digits.slice(0, point).padEnd(point, "0");
  const right = point < 0 ? "0".repeat(-point) + digits : digits.slice(point);
  const tail = right.replace(/0+$/, "");
  return (left.replace(/^0+(?=\d)/, "") || "0") + (tail === "" ? "" : `.${tail}`);
}
