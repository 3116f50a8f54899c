import { isTenancyError } from "../errors";
import { statementsOf } from "../sql/script";
import { isWord, type Lexeme } from "../sql/statement";

/**
 * Whether a script has statements that SQLite runs in no transaction (`VACUUM`) or that begin or end one. What cannot be
 * read is left to SQLite to refuse.
 */
export function leavesTransaction(sql: string): boolean {
  return read(sql).some(
    ([first, second]) =>
      isWord(first, "vacuum", "begin", "commit", "end") ||
      (isWord(first, "rollback") && !isWord(second, "to")),
  );
}

/**
 * What reaches beyond the file that a script is for, in words; null for nothing. Within a transaction SQLite refuses it
 * by itself.
 */
export function reachesBeyond(sql: string): string | null {
  for (const lexemes of read(sql)) {
    const [first] = lexemes;
    if (isWord(first, "attach", "detach")) return "ATTACH or DETACH";
    if (isWord(first, "vacuum") && lexemes.some((lexeme) => isWord(lexeme, "into"))) return "VACUUM INTO";
  }
  return null;
}

function read(sql: string): Lexeme[][] {
  try {
    return statementsOf(sql, "sqlite").map(({ lexemes }) => lexemes);
  } catch (error) {
    if (isTenancyError(error, "statement_refused")) return [];
    throw error;
  }
}
