import type { SqlDialect } from "./dialect";
import { ambiguous } from "./refusal";
import type { PostgresReading } from "./scan-postgres";
import type { Token, TokenKind } from "./token";
import { tokenize } from "./tokenize";

/** A token that means something, which neither space nor comments do. */
export interface Lexeme {
  readonly kind: Exclude<TokenKind, "space" | "comment">;
  /** As written. */
  readonly text: string;
  /**
   * Of a word or a quoted name: what it names, unquoted, unescaped and in lower case. Both engines compare
   * names without regard to case or can be made to, so a guard that does is the stricter one.
   */
  readonly name: string | null;
}

/** The lexemes of one statement, without the semicolon that may end it. Throws `statement_refused`. */
export function readStatement(sql: string, dialect: SqlDialect, reading?: PostgresReading): Lexeme[] {
  const lexemes: Lexeme[] = [];
  for (const token of tokenize(sql, dialect, reading)) {
    const { kind } = token;
    if (kind === "space" || kind === "comment") continue;
    lexemes.push(lexeme(kind, sql, token));
  }
  const unescaped = dialect === "postgresql" ? unescapeNames(lexemes) : lexemes;
  return withoutEnd(unescaped);
}

function lexeme(kind: Lexeme["kind"], sql: string, token: Token): Lexeme {
  const text = sql.slice(token.start, token.end);
  return { kind, text, name: nameOf(kind, text) };
}

function nameOf(kind: Lexeme["kind"], text: string): string | null {
  if (kind === "word") return lower(text);
  if (kind === "name") return lower(unquoted(text));
  return null;
}

/** What stands between quotes, doubled ones undone. Unicode escapes of PostgreSQL are left as they are. */
export function unquoted(text: string): string {
  if (text.startsWith("[")) return text.slice(1, -1);
  const quote = text.slice(-1);
  return text.slice(text.indexOf(quote) + 1, -1).replaceAll(quote + quote, quote);
}

/** ASCII only: neither engine folds anything else where names are compared with built-in ones. */
export function lower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

// PostgreSQL's U&"d\0061ta", where UESCAPE '!' after it may choose another escape character.
function unescapeNames(lexemes: readonly Lexeme[]): Lexeme[] {
  return lexemes.map((lexeme, index) => {
    if (lexeme.kind !== "name" || !/^u&/i.test(lexeme.text)) return lexeme;
    const mark = lexemes[index + 1]?.name === "uescape" ? escapeCharacter(lexemes[index + 2]) : "\\";
    return { ...lexeme, name: lower(unescapeUnicode(unquoted(lexeme.text), mark)) };
  });
}

function escapeCharacter(lexeme: Lexeme | undefined): string {
  const character = lexeme?.kind === "string" ? /^'([^'\s"+\da-fA-F])'$/.exec(lexeme.text)?.[1] : undefined;
  if (character === undefined) throw ambiguous("an invalid UESCAPE");
  return character;
}

function unescapeUnicode(text: string, mark: string): string {
  let plain = "";
  for (let at = 0; at < text.length; ) {
    if (text[at] !== mark) {
      plain += text[at++];
      continue;
    }
    if (text[at + 1] === mark) {
      plain += mark;
      at += 2;
      continue;
    }
    const digits = /^(?:([\da-fA-F]{4})|\+([\da-fA-F]{6}))/.exec(text.slice(at + 1, at + 8));
    const code = Number.parseInt(digits?.[1] ?? digits?.[2] ?? "", 16);
    if (digits === null || code > 0x10ffff) throw ambiguous("an invalid Unicode escape");
    plain += String.fromCodePoint(code);
    at += 1 + digits[0].length;
  }
  return plain;
}

function withoutEnd(lexemes: Lexeme[]): Lexeme[] {
  const end = lexemes.findIndex(isSymbol(";"));
  if (end === -1) return lexemes;
  const rest = lexemes.slice(end);
  if (!rest.every(isSymbol(";"))) throw ambiguous("more than one statement");
  return lexemes.slice(0, end);
}

/** Whether a lexeme is this character of punctuation. */
export function isSymbol(symbol: string): (lexeme: Lexeme | undefined) => boolean {
  return (lexeme) => lexeme?.kind === "symbol" && lexeme.text === symbol;
}

/** Whether a lexeme is this word, unquoted: a keyword and not a name. `word` is in lower case. */
export function isWord(lexeme: Lexeme | undefined, ...words: readonly string[]): boolean {
  return lexeme?.kind === "word" && lexeme.name !== null && words.includes(lexeme.name);
}
