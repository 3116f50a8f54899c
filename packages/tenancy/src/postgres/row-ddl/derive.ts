import { isTenancyError, TenancyError } from "../../errors";
import type { Migration } from "../../migrations/migration";
import type { MigrationScript } from "../run-migrations";
import { type ScriptStatement, splitScript } from "../split-script";
import { applyEdits } from "../text-edits";
import { alterTable } from "./alter-table";
import { refuseSequence } from "./columns";
import { createTable } from "./create-table";
import { Cursor, NotDerivable } from "./cursor";
import type { DeriveOptions } from "./options";

/**
 * The same migration for tables that tenants share: `tenant_id` in every table, and first in every key and index.
 * `migration.row.sql` beside a `migration.sql` takes its place. Deterministic.
 *
 * Knows the statements that Prisma writes. Throws `migration_not_derivable` for any other, and for what has no
 * safe counterpart in shared tables, saying why.
 */
export function deriveRowMigration(migration: Migration, options: DeriveOptions): MigrationScript {
  const { name, sql, rowSql } = migration;
  try {
    if (rowSql !== undefined) return { name, statements: splitScript(rowSql).map(({ text }) => text) };
    return { name, statements: splitScript(sql).flatMap((statement) => explained(statement, options)) };
  } catch (error) {
    if (!isTenancyError(error, "statement_refused")) {
      if (!(error instanceof NotDerivable)) throw error;
      throw new TenancyError("migration_not_derivable", notDerivable(name, error.message), { cause: error });
    }
    throw new TenancyError("migration_invalid", `Cannot read migration ${name}: ${error.message}`, {
      cause: error,
    });
  }
}

function notDerivable(name: string, reason: string): string {
  return `Migration ${name} cannot be turned into one for shared tables: ${reason}. Write migrations/${name}/migration.row.sql by hand: the same change with tenant_id leading every key and index.`;
}

function explained(statement: ScriptStatement, options: DeriveOptions): string[] {
  try {
    return derived(statement, options);
  } catch (error) {
    if (!(error instanceof NotDerivable)) throw error;
    const start = statement.text.slice(statement.pieces[0]?.start ?? 0).replace(/\s+/g, " ");
    throw new NotDerivable(`${error.message}, in "${start.length > 80 ? `${start.slice(0, 80)}…` : start}"`);
  }
}

function derived(statement: ScriptStatement, options: DeriveOptions): string[] {
  const cursor = new Cursor(statement);
  if (cursor.takes("create", "table")) return createTable(cursor, statement.text, options);
  if (cursor.takes("create", "unique", "index") || cursor.takes("create", "index")) createIndex(cursor);
  else if (cursor.takes("alter", "table")) return alterTable(cursor, statement.text, options);
  else if (cursor.takes("alter", "index")) renaming(cursor);
  else if (cursor.takes("drop", "table") || cursor.takes("drop", "index")) dropping(cursor);
  else if (cursor.takes("create", "type")) creatingEnum(cursor);
  else if (cursor.takes("alter", "type") || cursor.takes("drop", "type")) changingEnum(cursor);
  else throw cursor.unexpected("a change of a table, index or enum");
  return [applyEdits(statement.text, cursor.edits)];
}

function createIndex(cursor: Cursor): void {
  cursor.name();
  cursor.expect("on");
  cursor.name();
  if (cursor.takes("using")) indexMethod(cursor);
  const elements = cursor.listLedByTenant();
  for (const element of elements) refuseSequence(element);
  // INCLUDE, NULLS NOT DISTINCT, WITH and WHERE stay as they are.
}

function indexMethod(cursor: Cursor): void {
  const method = cursor.next;
  if (cursor.takes("btree") || cursor.takes("brin")) return;
  if (method === undefined || !cursor.takes("hash")) {
    throw new NotDerivable(`an index of the kind ${method?.text} cannot begin with the tenant`);
  }
  // It would take one column only; what it is good for, equality, this one answers too.
  cursor.replace(method, "BTREE");
}

function renaming(cursor: Cursor): void {
  cursor.name();
  cursor.expect("rename", "to");
  cursor.name();
  cursor.expectEnd();
}

function dropping(cursor: Cursor): void {
  cursor.takes("if", "exists");
  do cursor.name();
  while (cursor.takesSymbol(","));
  if (!cursor.takes("cascade")) cursor.takes("restrict");
  cursor.expectEnd();
}

function creatingEnum(cursor: Cursor): void {
  cursor.name();
  cursor.expect("as", "enum");
}

function changingEnum(cursor: Cursor): void {
  cursor.takes("if", "exists");
  cursor.name();
}
