import type { SqlDialect } from "./dialect";
import { type Lexeme, readStatement } from "./statement";
import { tokenize } from "./tokenize";

/** One statement of a script. */
export interface ScriptStatement {
  /** As written, without comments that have a line to themselves. */
  text: string;
  lexemes: Lexeme[];
}

/** A script's statements. Throws `statement_refused` for what cannot be read for certain. */
export function statementsOf(sql: string, dialect: SqlDialect): ScriptStatement[] {
  const statements: ScriptStatement[] = [];
  let start = 0;
  let body = 0;
  const add = (end: number) => {
    const text = sql.slice(start, end).trim();
    const lexemes = text === "" ? [] : readStatement(withoutBody(text), dialect);
    if (lexemes.length > 0) statements.push({ text: withoutComments(text), lexemes });
  };
  for (const { kind, start: from, end } of tokenize(sql, dialect)) {
    const text = sql.slice(from, end).toLowerCase();
    // A trigger's body has statements of its own.
    if (dialect === "sqlite" && kind === "word") {
      if (text === "case" || (text === "begin" && isTrigger(sql.slice(start, from)))) body += 1;
      else if (text === "end" && body > 0) body -= 1;
    }
    if (kind !== "symbol" || text !== ";" || body > 0) continue;
    add(from);
    start = end;
  }
  add(sql.length);
  return statements;
}

// What a trigger does is not looked into: that it is made is enough.
function withoutBody(text: string): string {
  return isTrigger(text) ? text.slice(0, text.search(/\bbegin\b/i)) : text;
}

function isTrigger(text: string): boolean {
  return /^\s*(?:--[^\n]*\n\s*)*create\s+(?:temp\w*\s+)?trigger\b/i.test(text);
}

function withoutComments(text: string): string {
  return text.replace(/^\s*--.*$/gm, "").trim();
}
