import { isWord, type Lexeme, readStatement } from "../sql/statement";
import { tokenize } from "../sql/tokenize";

/** One statement of a script. */
export interface ScriptStatement {
  /** As written, without the semicolon. */
  readonly text: string;
  readonly lexemes: readonly Lexeme[];
}

/**
 * The statements of a PostgreSQL script, which are sent one by one: several servers refuse them in one text.
 * BEGIN and COMMIT, which Prisma writes around some changes of enums, are left out: a migration runs in a
 * transaction anyway. Throws `statement_refused` for what cannot be read for certain.
 */
export function splitScript(script: string): ScriptStatement[] {
  const statements: ScriptStatement[] = [];
  let start = 0;
  function add(end: number): void {
    const text = script.slice(start, end).trim();
    const lexemes = readStatement(text, "postgresql");
    if (lexemes.length > 0 && !isTransactionControl(lexemes)) statements.push({ text, lexemes });
  }
  for (const token of tokenize(script, "postgresql")) {
    if (token.kind !== "symbol" || script.slice(token.start, token.end) !== ";") continue;
    add(token.start);
    start = token.end;
  }
  add(script.length);
  return statements;
}

function isTransactionControl([first, second, ...rest]: readonly Lexeme[]): boolean {
  if (rest.length > 0 || !isWord(first, "begin", "commit")) return false;
  return second === undefined || isWord(second, "transaction", "work");
}
