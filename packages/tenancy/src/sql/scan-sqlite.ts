import { ambiguous, Unreadable } from "./refusal";
import { assertNoNameAt, endOfQuoted, match, wordPattern } from "./scan";
import type { Token, TokenKind } from "./token";

const spacePattern = /[ \t\n\v\f\r]+/y;
const numberPattern =
  /(?:0[xX][\da-fA-F]+(?:_[\da-fA-F]+)*|(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+(?:_\d+)*)?)/y;
const namedParameter = /[:@$][\w$\u0080-\uffff]+/y;
const numberedParameter = /\?\d*/y;
// Those with which nothing longer begins come first, since they are most of a long statement.
const plainSymbols = new Set(",();+*%<>=~!&|");
const otherSymbols = new Set("-/.");

/**
 * The token of SQLite's grammar that begins at `start`. Accepts no more than SQLite does, and refuses some of
 * what it takes: a comment that never ends, and the forms in which builds of SQLite differ.
 */
export function scanSqlite(sql: string, start: number): Token {
  const char = sql.charAt(start);
  if (plainSymbols.has(char)) return token("symbol", start, start + 1);
  const next = sql.charAt(start + 1);
  // SQLite skips a byte order mark wherever a token may begin, and takes it for a letter inside a name.
  if (char === "\ufeff") return token("space", start, start + 1);
  const space = match(spacePattern, sql, start);
  if (space !== -1) return token("space", start, space);
  if (char === "-" && next === "-") return token("comment", start, endOfLine(sql, start));
  if (char === "/" && next === "*") return token("comment", start, endOfComment(sql, start));
  if (char === "'") return token("string", start, endOfQuoted(sql, start + 1, "'", "string"));
  if (char === '"' || char === "`") return token("name", start, endOfQuoted(sql, start + 1, char, "name"));
  if (char === "[") return token("name", start, endOfBracket(sql, start));
  if ((char === "x" || char === "X") && next === "'") return token("blob", start, endOfBlob(sql, start));
  const word = match(wordPattern, sql, start);
  if (word !== -1) return token("word", start, word);
  const number = match(numberPattern, sql, start);
  if (number !== -1) {
    assertNoNameAt(sql, number, "number");
    return token("number", start, number);
  }
  const parameter = endOfParameter(sql, start);
  if (parameter !== -1) return token("parameter", start, parameter);
  if (otherSymbols.has(char)) return token("symbol", start, start + 1);
  throw new Unreadable(`a character that SQLite does not know (${JSON.stringify(char)})`);
}

function token(kind: TokenKind, start: number, end: number): Token {
  return { kind, start, end };
}

// A carriage return does not end it, unlike in PostgreSQL.
function endOfLine(sql: string, start: number): number {
  const end = sql.indexOf("\n", start);
  return end === -1 ? sql.length : end;
}

function endOfComment(sql: string, start: number): number {
  const end = sql.indexOf("*/", start + 2);
  if (end === -1) throw new Unreadable("an unterminated comment");
  return end + 2;
}

function endOfBracket(sql: string, start: number): number {
  const end = sql.indexOf("]", start);
  if (end === -1) throw new Unreadable("an unterminated name");
  return end + 1;
}

function endOfBlob(sql: string, start: number): number {
  const end = endOfQuoted(sql, start + 2, "'", "blob");
  if (!/^(?:[\da-f]{2})*$/i.test(sql.slice(start + 2, end - 1)))
    throw new Unreadable("a blob that is not hexadecimal");
  return end;
}

function endOfParameter(sql: string, start: number): number {
  const named = match(namedParameter, sql, start);
  if (named === -1) return match(numberedParameter, sql, start);
  // Tcl's `$name::part(index)`, which some builds read as one parameter, whatever the index holds.
  if (sql[named] === "(" || sql[named] === ":")
    throw ambiguous("a parameter followed by a parenthesis or colon");
  return named;
}
