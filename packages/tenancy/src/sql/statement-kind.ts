import type { SqlDialect } from "./dialect";
import { refusal } from "./refusal";
import { isSymbol, isWord, type Lexeme } from "./statement";

// WITH can only begin one of the others, in both grammars, so that nothing else hides behind it.
const allowed: Record<SqlDialect, readonly string[]> = {
  sqlite: ["select", "values", "with", "insert", "replace", "update", "delete"],
  postgresql: ["select", "values", "with", "insert", "update", "delete", "merge", "table"],
};

const opening = isSymbol("(");

/**
 * Lets rows be read and written, and nothing else: no definition of anything, no transaction control, no
 * settings, no file, no other session. Throws `statement_refused` with what to use instead.
 */
export function assertKind(lexemes: readonly Lexeme[], dialect: SqlDialect): void {
  const start = afterExplain(lexemes, dialect);
  const verb = lexemes.slice(start).find((lexeme) => !opening(lexeme));
  if (isWord(verb, ...allowed[dialect])) return;
  if (verb === undefined) throw refusal("An empty statement", "Send a query.");
  throw refusal(
    verb.kind === "word" ? verb.text.toUpperCase() : "What is no query",
    adviceFor(verb.name ?? ""),
  );
}

// PostgreSQL estimates from statistics over all tenants' rows, which row level security does not hide: how many rows
// a plan expects tells whether others have a value. SQLite's plans know the tenant's own file alone.
function afterExplain(lexemes: readonly Lexeme[], dialect: SqlDialect): number {
  if (dialect === "postgresql" || !isWord(lexemes[0], "explain")) return 0;
  return isWord(lexemes[1], "query") && isWord(lexemes[2], "plan") ? 3 : 1;
}

const advice: ReadonlyArray<readonly [words: string, instead: string]> = [
  [
    "create alter drop truncate comment grant revoke reassign security import refresh rename",
    "The schema changes through a migration.",
  ],
  ["begin commit end rollback savepoint release start abort", "Use $transaction, which nests."],
  ["pragma set reset show discard load", "Settings of the connection belong to the datasource."],
  ["attach detach", "A handle reaches one tenant; visit several with tenancy.forEach."],
  [
    "vacuum analyze analyse cluster checkpoint reindex",
    "Maintenance is the operator's, through the command line.",
  ],
  ["explain", "Plans tell of other tenants' rows. Look at them as the database's owner."],
  [
    "copy",
    "Read with SELECT and write with INSERT or createMany; whole tenants move through backup and restore.",
  ],
  [
    "do call execute prepare deallocate declare fetch move close",
    "Send the query itself, with its values as parameters.",
  ],
  [
    "listen unlisten notify lock",
    "Sessions are shared between tenants and must not signal or wait for each other.",
  ],
];

function adviceFor(verb: string): string {
  const known = advice.find(([words]) => words.split(" ").includes(verb));
  return known?.[1] ?? "SELECT, INSERT, UPDATE, DELETE, VALUES and WITH can be used.";
}
