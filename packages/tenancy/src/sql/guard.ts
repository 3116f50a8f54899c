import { LRUCache } from "lru-cache";
import type { SqlDialect } from "./dialect";
import { assertPostgresNames } from "./postgres-names";
import { Unreadable } from "./refusal";
import { assertSqliteNames } from "./sqlite-names";
import { type Lexeme, readStatement } from "./statement";
import { assertKind } from "./statement-kind";

// What was let through, by text. A batch of thousands of rows comes back as well, parameters and all; a longer
// text hardly ever does.
const longestRemembered = 100_000;
const passed: Record<SqlDialect, LRUCache<string, true>> = {
  sqlite: memory(),
  postgresql: memory(),
};

function memory(): LRUCache<string, true> {
  return new LRUCache({ max: 4096, maxSize: 4_000_000, sizeCalculation: (_, sql) => sql.length + 1 });
}

/**
 * Lets one statement pass that only reads or writes rows, the way Prisma and raw queries do; throws
 * `statement_refused` for everything else, with the reason and what to use instead. Costs a look-up for a
 * text seen before.
 *
 * What it promises with the engines together: arbitrary SQL run through a tenant's handle reaches no row of
 * another and changes no schema. On SQLite that rests on the guard, since a connection can attach, and VACUUM
 * can write, any file of the process. On PostgreSQL it rests on the database, and the guard adds what the
 * database cannot: see `assertPostgresNames`.
 *
 * What it does not: bound what a query costs (an endless recursive query is a query).
 */
export function assertTenantStatement(sql: string, dialect: SqlDialect): void {
  if (passed[dialect].get(sql)) return;
  const lexemes = readStatement(sql, dialect);
  assertAllowed(lexemes, dialect);
  if (dialect === "postgresql") assertAllowedWithBackslashes(sql, lexemes);
  if (sql.length <= longestRemembered) passed[dialect].set(sql, true);
}

function assertAllowed(lexemes: readonly Lexeme[], dialect: SqlDialect): void {
  assertKind(lexemes, dialect);
  if (dialect === "sqlite") assertSqliteNames(lexemes);
  else assertPostgresNames(lexemes);
}

// A database or role can turn standard_conforming_strings off, and then '\' ends elsewhere. Where that makes a
// difference, the statement has to be harmless either way.
function assertAllowedWithBackslashes(sql: string, lexemes: readonly Lexeme[]): void {
  if (!lexemes.some(({ kind, text }) => kind === "string" && text.includes("\\"))) return;
  const other = otherReading(sql);
  if (other !== null) assertAllowed(other, "postgresql");
}

function otherReading(sql: string): Lexeme[] | null {
  try {
    return readStatement(sql, "postgresql", { backslashes: true });
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}
