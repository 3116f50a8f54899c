import { canonicalDecimal } from "./decimal";
import { malformed, ValueRefused } from "./portable";

// Strings and numbers, each with its beginning; nothing else in a JSON text begins as they do.
const literals = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

const deepest = 2000;

/**
 * A JSON text in its one form: no blanks, keys in the order of their UTF-16 code units and the last of equal ones,
 * numbers as decimals with all their digits. Throws `ValueRefused` for what is no JSON.
 */
export function canonicalJson(text: string): string {
  // A number's own digits are lost when it is parsed, so it is parsed as a string that says what it was.
  const marked = text.replace(literals, (found) =>
    found.startsWith('"') ? `"s${found.slice(1)}` : `"n${found}"`,
  );
  return write(parse(marked, text), 0);
}

function parse(marked: string, text: string): unknown {
  try {
    // Before marking, so that what marking would make valid is refused too.
    JSON.parse(text);
    return JSON.parse(marked);
  } catch {
    throw malformed("JSON", text);
  }
}

function write(value: unknown, depth: number): string {
  if (depth > deepest) throw new ValueRefused(`JSON deeper than ${deepest} levels cannot be carried`);
  if (typeof value === "string") return writeLiteral(value);
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${writeLiteral(key)}:${write(item, depth + 1)}`).join(",")}}`;
  }
  return String(value);
}

function writeLiteral(marked: string): string {
  const literal = marked.slice(1);
  if (marked.startsWith("n")) return canonicalDecimal(literal);
  if (!literal.isWellFormed()) throw new ValueRefused("half of a surrogate pair is no text");
  return JSON.stringify(literal);
}
