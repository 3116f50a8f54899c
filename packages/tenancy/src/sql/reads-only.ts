import type { SqlDialect } from "./dialect";
import { isSymbol, isWord, type Lexeme, readStatement } from "./statement";

/**
 * Whether one statement, of those that a tenant's handle lets through, only reads. In doubt it does not: a column that
 * is called as a verb is has to be quoted. Throws `statement_refused` for what no engine reads.
 */
export function readsOnly(sql: string, dialect: SqlDialect): boolean {
  return !readStatement(sql, dialect).some(writes);
}

const opening = isSymbol("(");

// PostgreSQL writes anywhere within WITH. `replace` is a function too, and INTO follows only what writes.
function writes(lexeme: Lexeme, index: number, all: readonly Lexeme[]): boolean {
  if (isWord(lexeme, "insert", "update", "delete", "merge", "into")) return true;
  return isWord(lexeme, "replace") && !opening(all[index + 1]);
}
