import { refusal } from "./refusal";
import { isSymbol, isWord, type Lexeme, lower, unquoted } from "./statement";

// What tells of a tenant's own schema. The others show the file's path, or read or change settings.
const harmlessPragmas = new Set(
  [
    "table_info",
    "table_xinfo",
    "table_list",
    "index_list",
    "index_info",
    "index_xinfo",
    "foreign_key_list",
  ].map((pragma) => `pragma_${pragma}`),
);

/** Functions that load code, or reach files or the process's log, in this build of SQLite or in others. */
const functions = new Set([
  "load_extension",
  "fts3_tokenizer",
  "readfile",
  "writefile",
  "edit",
  "lsmode",
  "sqlite_log",
]);

/** Virtual tables over the file's raw pages, over what the connection prepared, or over other files. */
const pages = new Set([
  "dbstat",
  "sqlite_dbpage",
  "sqlite_dbdata",
  "sqlite_dbptr",
  "sqlite_stmt",
  "zipfile",
  "fsdir",
]);

const bookkeeping = new Set([
  "sqlite_schema",
  "sqlite_master",
  "sqlite_temp_schema",
  "sqlite_temp_master",
  "sqlite_sequence",
  "sqlite_stat1",
  "sqlite_stat2",
  "sqlite_stat3",
  "sqlite_stat4",
  "_prisma_migrations",
]);

const opening = isSymbol("(");
const closing = isSymbol(")");
const dot = isSymbol(".");
const comma = isSymbol(",");

/**
 * Refuses the names through which a query on SQLite would reach beyond its rows, however they are spelled:
 * "quoted", [bracketed], `ticked` or 'as a string' where a table's name can stand.
 *
 * On this alone rests that a tenant's file path and cipher stay hidden and that no statement writes the file's
 * own bookkeeping or the migrations' history. That one file cannot reach another rests on `assertKind`.
 */
export function assertSqliteNames(lexemes: readonly Lexeme[]): void {
  for (const name of callsIn(lexemes)) assertCall(name);
  const writes = isWriting(lexemes);
  for (const name of namesIn(lexemes)) assertName(name, writes);
}

function isWriting(lexemes: readonly Lexeme[]): boolean {
  return lexemes.some(
    (lexeme, index) =>
      isWord(lexeme, "insert", "update", "delete") ||
      (isWord(lexeme, "replace") && !opening(lexemes[index + 1])),
  );
}

function callsIn(lexemes: readonly Lexeme[]): string[] {
  return lexemes.flatMap(({ name }, index) => {
    const called = opening(lexemes[index + 1]) && !isWord(lexemes[index - 1], "into");
    return name !== null && called ? [name] : [];
  });
}

function assertCall(name: string): void {
  if (!functions.has(name) && !name.startsWith("sqlite3mc_")) return;
  throw refusal(`${name}()`, "It reaches beyond the tenant's rows; do this in the application.");
}

function assertName(name: string, writes: boolean): void {
  if (name.startsWith("pragma_") && !harmlessPragmas.has(name)) {
    throw refusal(`"${name}"`, "Of the pragmas, those that describe tables and indexes can be read.");
  }
  if (pages.has(name)) throw refusal(`"${name}"`, "Read the tables, or ask the operator's statistics.");
  if (writes && bookkeeping.has(name)) {
    throw refusal(
      `A writing statement that names "${name}"`,
      "The schema and its history change by migration.",
    );
  }
}

// A word after which, at the same depth, tables are listed no more. None of them can be a name.
const afterFrom = ["where", "group", "having", "order", "limit", "select", "set", "values"];
const beforeTable = [
  "from",
  "join",
  "into",
  "update",
  "in",
  "ignore",
  "replace",
  "rollback",
  "abort",
  "fail",
];

/** Every name, and every string that SQLite would take for a table's name. */
function namesIn(lexemes: readonly Lexeme[]): string[] {
  const names: string[] = [];
  const outer: boolean[] = [];
  let listsTables = false;
  lexemes.forEach((lexeme, index) => {
    if (opening(lexeme)) outer.push(listsTables);
    else if (closing(lexeme)) listsTables = outer.pop() ?? false;
    else if (isWord(lexeme, "from")) listsTables = true;
    else if (isWord(lexeme, ...afterFrom)) listsTables = false;
    if (lexeme.name !== null) names.push(lexeme.name);
    else if (lexeme.kind === "string" && standsForTable(lexemes, index, listsTables)) {
      names.push(lower(unquoted(lexeme.text)));
    }
  });
  return names;
}

function standsForTable(lexemes: readonly Lexeme[], index: number, listsTables: boolean): boolean {
  const before = lexemes[index - 1];
  if (dot(before) || dot(lexemes[index + 1]) || isWord(before, ...beforeTable)) return true;
  return listsTables && (comma(before) || opening(before));
}
