import type { SqlDialect } from "./dialect";
import { ambiguous } from "./refusal";
import { type PostgresReading, scanPostgres } from "./scan-postgres";
import { scanSqlite } from "./scan-sqlite";
import type { Token } from "./token";

/**
 * Takes SQL apart as the engine itself would: comments (nested in PostgreSQL), every kind of string, quoted
 * names, parameters, numbers and operators. Their texts in order are the input. Linear in its length.
 *
 * Whatever the engine would refuse or could read in two ways throws `statement_refused`, never another error.
 */
export function tokenize(sql: string, dialect: SqlDialect, reading: PostgresReading = {}): Token[] {
  // Both engines stop reading at a NUL, wherever it is.
  if (sql.includes("\0")) throw ambiguous("a NUL character");
  // All such halves are sent as one and the same character: what differs here, as the ends of a string, does not there.
  if (!sql.isWellFormed()) throw ambiguous("half of a surrogate pair");
  const tokens: Token[] = [];
  for (let at = 0; at < sql.length; ) {
    const token = dialect === "sqlite" ? scanSqlite(sql, at) : scanPostgres(sql, at, reading);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}
