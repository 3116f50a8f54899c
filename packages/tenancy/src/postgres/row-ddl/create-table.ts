import { isWord } from "../../sql/statement";
import { quoteName } from "../names";
import { applyEdits } from "../text-edits";
import { column, tenantColumn } from "./columns";
import { constraint } from "./constraints";
import type { Cursor } from "./cursor";
import type { DeriveOptions } from "./options";
import { partNames } from "./parts";

/** `CREATE TABLE`, from the table's name on: with the tenant's column, keys led by it, and its parts. */
export function createTable(cursor: Cursor, text: string, options: DeriveOptions): string[] {
  const table = cursor.name();
  cursor.expectSymbol("(");
  let hasTenant = false;
  do {
    const { start } = cursor;
    const named = cursor.takes("constraint");
    if (named) cursor.name();
    if (named || isWord(cursor.next, "primary", "unique", "foreign", "check")) {
      // Behind the columns, which keep the positions that they have in a table of the tenant's own.
      if (!hasTenant) cursor.insert(start, `${tenantColumn},\n    `);
      hasTenant = true;
      constraint(cursor, options.serverVersion);
    } else {
      if (hasTenant) throw cursor.unexpected("a constraint");
      column(cursor, (name) => `${options.schema}.${table}.${name}`);
    }
  } while (cursor.takesSymbol(","));
  if (!hasTenant) cursor.insert(cursor.end, `,\n    ${tenantColumn}`);
  cursor.expectSymbol(")");
  cursor.expectEnd();
  return withParts(applyEdits(text, cursor.edits), table, options.partitions);
}

function withParts(create: string, table: string, partitions: number): string[] {
  if (partitions === 1) return [create];
  const parts = partNames(table, partitions).map(
    (part, remainder) =>
      `CREATE TABLE ${quoteName(part)} PARTITION OF ${quoteName(table)} FOR VALUES WITH (MODULUS ${partitions}, REMAINDER ${remainder})`,
  );
  return [`${create} PARTITION BY HASH ("tenant_id")`, ...parts];
}
