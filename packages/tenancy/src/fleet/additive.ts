import type { SqlDialect } from "../sql/dialect";
import { type ScriptStatement, statementsOf } from "../sql/script";
import { isSymbol, isWord, type Lexeme } from "../sql/statement";

/** A statement of a migration that code of the version before may not survive, or that may lose or hold up something. */
export interface MigrationRisk {
  kind: "loses_data" | "breaks_older_code" | "locks" | "may_fail" | "not_transactional" | "unknown";
  /** The statement's beginning. */
  statement: string;
  /** What is wrong with it, for people. */
  why: string;
}

/** Risks under which code of the version before goes on working: it only takes longer, or fails and is undone. */
const harmless: readonly MigrationRisk["kind"][] = ["locks", "may_fail", "not_transactional"];

/** Whether code of the version before goes on working on a tenant that has the migration. */
export function isAdditive(risks: readonly MigrationRisk[]): boolean {
  return risks.every(({ kind }) => harmless.includes(kind));
}

/**
 * What a migration risks, statement by statement. What only adds (a table, an index, a column that may be null or has
 * a default) risks nothing. Whatever is not known to add counts as a risk.
 *
 * A table that SQLite can only change by making it anew is judged by what the new one has: Prisma writes that as
 * CREATE TABLE "new_x", INSERT … SELECT, DROP TABLE "x", ALTER TABLE "new_x" RENAME TO "x".
 */
export function migrationRisks(sql: string, dialect: SqlDialect): MigrationRisk[] {
  const statements = statementsOf(sql, dialect);
  const remade = remadeTables(statements);
  const made = new Set(
    statements.flatMap(({ lexemes }) => (isWord(lexemes[0], "create") ? [tableOf(lexemes, "table")] : [])),
  );
  const risks: MigrationRisk[] = [];
  for (const statement of statements) {
    const found = judge(statement.lexemes, { remade, made, dialect });
    if (found !== null) risks.push({ ...found, statement: shortened(statement.text) });
  }
  return risks;
}

interface Surroundings {
  /** Tables that are made anew under their own name, and whether the new one only has more. */
  remade: ReadonlyMap<string, boolean>;
  /** Tables that the migration itself makes. */
  made: ReadonlySet<string>;
  dialect: SqlDialect;
}

type Found = Omit<MigrationRisk, "statement"> | null;

function judge(lexemes: readonly Lexeme[], around: Surroundings): Found {
  const [first, second] = lexemes;
  if (isWord(first, "pragma")) return judgePragma(second);
  if (isWord(first, "vacuum") && around.dialect === "sqlite")
    return {
      kind: "not_transactional",
      why: "it cannot be part of a transaction, so each file is copied first",
    };
  if (isWord(first, "vacuum", "attach", "detach"))
    return { kind: "not_transactional", why: "it cannot be part of a transaction, so it is refused" };
  if (isWord(first, "begin", "commit")) return null;
  if (isWord(first, "create")) return judgeCreate(lexemes, around);
  if (isWord(first, "insert", "update", "comment")) return null;
  if (isWord(first, "delete")) return { kind: "loses_data", why: "it deletes rows" };
  if (isWord(first, "drop")) return judgeDrop(lexemes, around);
  if (isWord(first, "alter") && isWord(second, "table")) return judgeAlter(lexemes, around);
  if (isWord(first, "alter") && isWord(second, "type"))
    return lexemes.some((lexeme, at) => isWord(lexeme, "add") && isWord(lexemes[at + 1], "value"))
      ? null
      : { kind: "breaks_older_code", why: "code before it knows the type as it was" };
  return { kind: "unknown", why: "what it does to running code is not known" };
}

function judgePragma(setting: Lexeme | undefined): Found {
  if (isWord(setting, "foreign_keys", "defer_foreign_keys")) return null;
  return { kind: "not_transactional", why: "a setting is ignored, or stays, where the rest is undone" };
}

function judgeCreate(lexemes: readonly Lexeme[], { made, dialect }: Surroundings): Found {
  if (isWord(lexemes[1], "unique")) {
    const on = lexemes.findIndex((lexeme) => isWord(lexeme, "on"));
    const table = lexemes[on + 1]?.name ?? "";
    const isNew = made.has(table) || made.has(`new_${table}`);
    if (isNew) return null;
    return {
      kind: "may_fail",
      why: `it fails where two rows of ${table} are alike, and refuses such rows from code before it`,
    };
  }
  if (isWord(lexemes[1], "index") && dialect === "postgresql") {
    const on = lexemes.findIndex((lexeme) => isWord(lexeme, "on"));
    const table = lexemes[on + 1]?.name ?? "";
    return made.has(table)
      ? null
      : { kind: "locks", why: `${table} cannot be written while the index is made` };
  }
  if (isWord(lexemes[1], "trigger"))
    return { kind: "unknown", why: "what the trigger does to running code is not known" };
  return null;
}

function judgeDrop(lexemes: readonly Lexeme[], { remade }: Surroundings): Found {
  if (isWord(lexemes[1], "index")) return null;
  const table = tableOf(lexemes, "table");
  if (isWord(lexemes[1], "table") && remade.get(table) === true)
    return { kind: "locks", why: `${table} is written anew, row by row` };
  if (isWord(lexemes[1], "table") && remade.has(table))
    return {
      kind: "breaks_older_code",
      why: `${table} is made anew and lacks or demands something that it did not`,
    };
  return { kind: "loses_data", why: `what is in it is gone, and code before it fails` };
}

function judgeAlter(lexemes: readonly Lexeme[], { remade, made }: Surroundings): Found {
  const table = tableOf(lexemes, "table");
  if (made.has(table) && !table.startsWith("new_")) return null;
  const actions = splitActions(lexemes, table);
  const found = actions.map((action) => judgeAction(action, table, remade));
  return found.find((risk) => risk !== null && !harmless.includes(risk.kind)) ?? found.find(Boolean) ?? null;
}

function splitActions(lexemes: readonly Lexeme[], table: string): Lexeme[][] {
  let at = lexemes.findIndex(({ name }) => name === table) + 1;
  // ONLY, a schema before the name.
  if (lexemes[at]?.text === ".") at += 2;
  const actions: Lexeme[][] = [[]];
  let depth = 0;
  for (const lexeme of lexemes.slice(at)) {
    if (lexeme.text === "(") depth += 1;
    if (lexeme.text === ")") depth -= 1;
    if (lexeme.text === "," && depth === 0) actions.push([]);
    else actions.at(-1)?.push(lexeme);
  }
  return actions;
}

function judgeAction(action: readonly Lexeme[], table: string, remade: Surroundings["remade"]): Found {
  const [first, second] = action;
  if (isWord(first, "rename")) {
    const isRemade = isWord(second, "to") && remade.has(action[2]?.name ?? "") && table.startsWith("new_");
    return isRemade ? null : { kind: "breaks_older_code", why: "code before it knows the old name" };
  }
  if (isWord(first, "add")) return judgeAdd(action, table);
  if (isWord(first, "drop") && isWord(second, "constraint", "default")) return null;
  if (isWord(first, "drop"))
    return { kind: "loses_data", why: `the column of ${table} is gone with what is in it` };
  if (isWord(first, "alter")) {
    const words = action.map(({ text }) => text.toLowerCase()).join(" ");
    if (/\bset default\b|\bdrop not null\b|\bdrop default\b/.test(words)) return null;
    if (/\bset not null\b/.test(words))
      return {
        kind: "breaks_older_code",
        why: "it fails where the column is empty, and code before it may leave it empty",
      };
    return {
      kind: "breaks_older_code",
      why: `the column of ${table} is of another type; the table is written anew`,
    };
  }
  return { kind: "unknown", why: "what it does to running code is not known" };
}

function judgeAdd(action: readonly Lexeme[], table: string): Found {
  const words = action.map(({ kind, text }) => (kind === "word" ? text.toLowerCase() : ""));
  if (words.includes("constraint") || isWord(action[1], "foreign", "primary", "unique", "check"))
    return {
      kind: "may_fail",
      why: `it fails where rows of ${table} break it, and refuses such rows from code before it`,
    };
  const demands = words.some((word, at) => word === "not" && words[at + 1] === "null");
  const hasDefault = words.includes("default") || words.includes("generated");
  if (demands && !hasDefault)
    return {
      kind: "breaks_older_code",
      why: `code before it writes no such column into ${table}, and there may be rows`,
    };
  return null;
}

function tableOf(lexemes: readonly Lexeme[], after: string): string {
  let at = lexemes.findIndex((lexeme) => isWord(lexeme, after)) + 1;
  while (isWord(lexemes[at], "if", "not", "exists", "only")) at += 1;
  if (lexemes[at + 1]?.text === "." && lexemes[at + 2]) at += 2;
  return lexemes[at]?.name ?? "";
}

/** Tables made anew, by name, with whether every column that is copied over is all that the old one had. */
function remadeTables(statements: readonly ScriptStatement[]): Map<string, boolean> {
  const remade = new Map<string, boolean>();
  for (const { lexemes } of statements) {
    if (!isWord(lexemes[0], "create") || !isWord(lexemes[1], "table")) continue;
    const table = tableOf(lexemes, "table");
    if (!table.startsWith("new_")) continue;
    remade.set(table.slice("new_".length), isPlainSuperset(table, lexemes, statements));
  }
  return remade;
}

// Columns that were there are copied over; those that are not must do without a value from code before. What the old
// table had beyond that, only its own definition tells: whoever drops a column says so in the INSERT's list.
function isPlainSuperset(
  table: string,
  lexemes: readonly Lexeme[],
  statements: readonly ScriptStatement[],
): boolean {
  const copying = statements.find(
    ({ lexemes: [first, second, third] }) =>
      isWord(first, "insert") && isWord(second, "into") && third?.name === table,
  );
  if (copying === undefined) return false;
  const open = copying.lexemes.findIndex(isSymbol("("));
  const close = copying.lexemes.findIndex(isSymbol(")"));
  const copied = new Set(
    copying.lexemes.slice(open + 1, close).flatMap(({ name }) => (name === null ? [] : [name])),
  );
  return columnsOf(lexemes).every(
    ({ name, demands, hasDefault }) => copied.has(name) || !demands || hasDefault,
  );
}

function columnsOf(lexemes: readonly Lexeme[]) {
  const open = lexemes.findIndex(isSymbol("("));
  const parts: Lexeme[][] = [[]];
  let depth = 0;
  for (const lexeme of lexemes.slice(open)) {
    if (lexeme.text === "(" && depth++ === 0) continue;
    if (lexeme.text === ")" && --depth === 0) break;
    if (lexeme.text === "," && depth === 1) parts.push([]);
    else parts.at(-1)?.push(lexeme);
  }
  return parts
    .filter(
      ([first]) =>
        first !== undefined && !isWord(first, "constraint", "primary", "foreign", "unique", "check"),
    )
    .map((part) => {
      const words = part.map(({ kind, text }) => (kind === "word" ? text.toLowerCase() : ""));
      return {
        name: part[0]?.name ?? "",
        demands: words.some((word, at) => word === "not" && words[at + 1] === "null"),
        hasDefault: words.includes("default"),
      };
    });
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length <= 100 ? line : `${line.slice(0, 99)}…`;
}
