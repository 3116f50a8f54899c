import { countingColumn } from "./row-ddl/columns";
import { Cursor, NotDerivable } from "./row-ddl/cursor";
import type { MigrationScript } from "./run-migrations";
import { readPieces } from "./split-script";
import { applyEdits } from "./text-edits";

/**
 * The same migration with columns that count by themselves counting per tenant, as in shared tables, where they would
 * draw from a sequence. Citus makes sequences on its workers over a connection of its own, which does not see the
 * schema before it is committed; and to draw from one the app's login would need a grant that is every tenant's.
 */
export function countedByTenant({ name, statements }: MigrationScript, schema: string): MigrationScript {
  return { name, statements: statements.map((text) => counted(text, schema)) };
}

function counted(text: string, schema: string): string {
  const pieces = readPieces(text);
  const cursor = new Cursor({ text, pieces });
  try {
    if (!cursor.takes("create", "table")) return text;
    if (cursor.takes("if")) cursor.expect("not", "exists");
    const table = cursor.name();
    cursor.expectSymbol("(");
    do countingColumn(cursor, (column) => `${schema}.${table}.${column}`);
    while (cursor.takesSymbol(","));
    return applyEdits(text, cursor.edits);
  } catch (error) {
    // Whatever else it is, the server says what it makes of it.
    if (error instanceof NotDerivable) return text;
    throw error;
  }
}
