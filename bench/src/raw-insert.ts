import type { SqliteDatabase } from "@acre/tenancy";

export type RawRow = Record<string, string | number | null>;

/** Prepares an insertion of those columns and returns how to run it. */
export function rawInsert(db: SqliteDatabase, table: string, columns: string[]): (row: RawRow) => void {
  const statement = db.prepare<RawRow>(
    `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map((column) => `@${column}`).join(", ")})`,
  );
  return (row) => {
    statement.run(row);
  };
}

/** Inserts rows, each table's statement prepared once, in one transaction. */
export function rawInsertAll(
  db: SqliteDatabase,
  rows: readonly (readonly [table: string, row: RawRow])[],
): void {
  const statements = new Map<string, (row: RawRow) => void>();
  db.exec("BEGIN IMMEDIATE");
  for (const [table, row] of rows) {
    const insert = statements.get(table) ?? rawInsert(db, table, Object.keys(row));
    statements.set(table, insert);
    insert(row);
  }
  db.exec("COMMIT");
}
