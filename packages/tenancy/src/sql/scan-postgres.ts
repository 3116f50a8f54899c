import { ambiguous, Unreadable } from "./refusal";
import { assertNoNameAt, endOfQuoted, match, wordPattern } from "./scan";
import type { Token, TokenKind } from "./token";

const spacePattern = /[ \t\n\v\f\r]+/y;
const numberPattern =
  /(?:0[xX]_?[\da-fA-F]+(?:_[\da-fA-F]+)*|0[oO]_?[0-7]+(?:_[0-7]+)*|0[bB]_?[01]+(?:_[01]+)*|(?:\d+(?:_\d+)*(?:\.(?!\.)(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+(?:_\d+)*)?)/y;
const parameterPattern = /\$\d+/y;
const dollarTag = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
// Those with which nothing longer begins come first, since they are most of a long statement.
const plainSymbols = new Set(",()[];:+*%^<>=~!@#&|?`");
const otherSymbols = new Set("-/.");

export interface PostgresReading {
  /**
   * Read plain strings as a server with `standard_conforming_strings` off would: a backslash escapes what
   * follows. The default is the standard, and PostgreSQL's own default.
   */
  backslashes?: boolean;
}

/**
 * The token of PostgreSQL's grammar (scan.l) that begins at `start`. Accepts no more than PostgreSQL does, and
 * refuses what its versions take apart differently.
 */
export function scanPostgres(sql: string, start: number, reading: PostgresReading = {}): Token {
  const char = sql.charAt(start);
  if (plainSymbols.has(char)) return token("symbol", start, start + 1);
  const next = sql.charAt(start + 1);
  const space = match(spacePattern, sql, start);
  if (space !== -1) return token("space", start, space);
  if (char === "-" && next === "-") return token("comment", start, endOfLine(sql, start));
  if (char === "/" && next === "*") return token("comment", start, endOfNestedComment(sql, start));
  if (char === "'") return token("string", start, endOfPlain(sql, start, reading));
  if (char === '"') return token("name", start, endOfQuoted(sql, start + 1, '"', "name"));
  if (next === "'" && /[eEnNbBxX]/.test(char)) return prefixedString(sql, start, reading);
  if (next === "&" && /[uU]/.test(char)) {
    const quote = sql.charAt(start + 2);
    if (quote === "'") return token("string", start, endOfQuoted(sql, start + 3, "'", "string"));
    if (quote === '"') return token("name", start, endOfQuoted(sql, start + 3, '"', "name"));
  }
  const word = match(wordPattern, sql, start);
  if (word !== -1) return token("word", start, word);
  const number = match(numberPattern, sql, start);
  if (number !== -1) {
    assertNoNameAt(sql, number, "number");
    return token("number", start, number);
  }
  if (char === "$") return parameterOrDollarString(sql, start);
  if (otherSymbols.has(char)) return token("symbol", start, start + 1);
  throw new Unreadable(`a character that PostgreSQL does not know (${JSON.stringify(char)})`);
}

function token(kind: TokenKind, start: number, end: number): Token {
  return { kind, start, end };
}

function endOfLine(sql: string, start: number): number {
  const lineEnd = /[\n\r]/g;
  lineEnd.lastIndex = start;
  return lineEnd.exec(sql)?.index ?? sql.length;
}

function endOfNestedComment(sql: string, start: number): number {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = start + 2;
  for (let depth = 1; depth > 0; ) {
    const found = edge.exec(sql);
    if (found === null) throw new Unreadable("an unterminated comment");
    depth += found[0] === "/*" ? 1 : -1;
  }
  return edge.lastIndex;
}

function prefixedString(sql: string, start: number, reading: PostgresReading): Token {
  const prefix = sql.charAt(start).toLowerCase();
  if (prefix === "e") return token("string", start, endOfEscaped(sql, start + 2));
  if (prefix === "n") return token("string", start, endOfPlain(sql, start + 1, reading));
  return token("blob", start, endOfQuoted(sql, start + 2, "'", "bit string"));
}

function endOfPlain(sql: string, quote: number, { backslashes }: PostgresReading): number {
  return backslashes ? endOfEscaped(sql, quote + 1) : endOfQuoted(sql, quote + 1, "'", "string");
}

/** The end of a string with backslash escapes, with the segments that follow it on later lines. */
function endOfEscaped(sql: string, from: number): number {
  const edge = /[\\']/g;
  edge.lastIndex = from;
  for (;;) {
    const found = edge.exec(sql);
    if (found === null) throw new Unreadable("an unterminated string");
    const after = edge.lastIndex;
    if (found[0] === "\\" || sql[after] === "'") {
      edge.lastIndex = after + 1;
      continue;
    }
    const continued = continuation(sql, after);
    if (continued === -1) return after;
    edge.lastIndex = continued;
  }
}

/**
 * Where a string goes on that ended at `end`: SQL joins 'a' and 'b' when a line break is between them, and the
 * second takes the escapes of the first. -1 when it does not go on.
 */
function continuation(sql: string, end: number): number {
  let lineBroken = false;
  for (let at = end; at < sql.length; ) {
    const char = sql.charAt(at);
    if (char === "'") return lineBroken ? at + 1 : -1;
    if (char === "-" && sql[at + 1] === "-") at = endOfLine(sql, at);
    else if (!/[ \t\n\v\f\r]/.test(char)) return -1;
    else {
      lineBroken ||= char === "\n" || char === "\r";
      at++;
    }
  }
  return -1;
}

function parameterOrDollarString(sql: string, start: number): Token {
  const parameter = match(parameterPattern, sql, start);
  if (parameter !== -1) {
    assertNoNameAt(sql, parameter, "parameter");
    return token("parameter", start, parameter);
  }
  const opened = match(dollarTag, sql, start);
  if (opened === -1) throw new Unreadable('a stray "$"');
  const tag = sql.slice(start, opened);
  // A database of another encoding than UTF-8 may have one character for two of these: EUC_JP has, for two bars.
  if (/[\u0080-\uffff]/.test(tag)) throw ambiguous("a dollar quote that is not ASCII");
  const closed = sql.indexOf(tag, opened);
  if (closed === -1) throw new Unreadable("an unterminated dollar-quoted string");
  return token("string", start, closed + tag.length);
}
