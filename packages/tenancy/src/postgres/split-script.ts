import { isWord, type Lexeme, readStatement } from "../sql/statement";
import { tokenize } from "../sql/tokenize";
import { applyEdits } from "./text-edits";

/** A lexeme and where it stands in its statement. */
export interface Piece extends Lexeme {
  readonly start: number;
  readonly end: number;
}

/** One statement of a script. */
export interface ScriptStatement {
  /** As written, without the semicolon. */
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** The lexemes of one statement with their places. Throws `statement_refused` for what cannot be read for certain. */
export function readPieces(text: string): Piece[] {
  const lexemes = readStatement(text, "postgresql");
  const tokens = tokenize(text, "postgresql").filter(({ kind }) => kind !== "space" && kind !== "comment");
  return lexemes.map((lexeme, index) => {
    const { start = 0, end = 0 } = tokens[index] ?? {};
    return { ...lexeme, start, end };
  });
}

/**
 * The statements of a migration, which are sent one by one: several servers refuse them in one text.
 *
 * What names the schema `public` is made to name none, so that it means the tenants' schema. BEGIN and COMMIT,
 * which Prisma writes around some changes of enums, are left out: a migration runs in a transaction anyway.
 * Throws `statement_refused` for what cannot be read for certain.
 */
export function splitScript(script: string): ScriptStatement[] {
  const statements: ScriptStatement[] = [];
  let start = 0;
  function add(end: number): void {
    const statement = withoutPublic(script.slice(start, end).trim());
    if (statement.pieces.length > 0 && !isLeftOut(statement.pieces)) statements.push(statement);
  }
  for (const token of tokenize(script, "postgresql")) {
    if (token.kind !== "symbol" || script.slice(token.start, token.end) !== ";") continue;
    add(token.start);
    start = token.end;
  }
  add(script.length);
  return statements;
}

// Prisma quotes every name that it writes, and knows one schema unless it is told of more.
function withoutPublic(text: string): ScriptStatement {
  const pieces = readPieces(text);
  const edits = pieces.flatMap((piece, index) => {
    const next = pieces[index + 1];
    if (piece.text !== '"public"' || next?.text !== ".") return [];
    return [{ start: piece.start, end: next.end, text: "" }];
  });
  if (edits.length === 0) return { text, pieces };
  const edited = applyEdits(text, edits);
  return { text: edited, pieces: readPieces(edited) };
}

function isLeftOut(pieces: readonly Piece[]): boolean {
  const [first, second, third] = pieces;
  if (isWord(first, "begin", "commit"))
    return second === undefined || (isWord(second, "transaction", "work") && third === undefined);
  return pieces.map(({ text }) => text.toLowerCase()).join(" ") === 'create schema if not exists "public"';
}
