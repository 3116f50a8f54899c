import { quoteName } from "../names";
import { applyEdits } from "../text-edits";
import { column, refuseSequence } from "./columns";
import { constraint } from "./constraints";
import { type Cursor, NotDerivable } from "./cursor";
import type { DeriveOptions } from "./options";
import { partNames } from "./parts";

/** `ALTER TABLE`, from the table's name on. */
export function alterTable(cursor: Cursor, text: string, options: DeriveOptions): string[] {
  const table = cursor.name();
  const renamed = tableRenaming(cursor);
  if (renamed !== null) return [text, ...partRenamings(table, renamed, options.partitions)];
  do action(cursor, options);
  while (cursor.takesSymbol(","));
  cursor.expectEnd();
  return [applyEdits(text, cursor.edits)];
}

function tableRenaming(cursor: Cursor): string | null {
  if (!cursor.takes("rename", "to")) return null;
  const name = cursor.name();
  cursor.expectEnd();
  return name;
}

// Their names would be in the way of a later table of the old name.
function partRenamings(from: string, to: string, partitions: number): string[] {
  if (partitions === 1) return [];
  const newNames = partNames(to, partitions);
  return partNames(from, partitions).map(
    (part, index) => `ALTER TABLE ${quoteName(part)} RENAME TO ${quoteName(newNames[index] ?? "")}`,
  );
}

function action(cursor: Cursor, options: DeriveOptions): void {
  if (cursor.takes("add", "column")) column(cursor, null);
  else if (cursor.takes("drop", "column")) dropped(cursor);
  else if (cursor.takes("alter", "column")) changedColumn(cursor);
  else if (cursor.takes("drop", "constraint")) dropped(cursor);
  else if (
    cursor.takes("rename", "constraint") ||
    cursor.takes("rename", "column") ||
    cursor.takes("rename")
  ) {
    ownName(cursor);
    cursor.expect("to");
    ownName(cursor);
  } else {
    cursor.expect("add", "constraint");
    cursor.name();
    constraint(cursor, options.serverVersion);
  }
}

function dropped(cursor: Cursor): void {
  cursor.takes("if", "exists");
  ownName(cursor);
  if (!cursor.takes("cascade")) cursor.takes("restrict");
}

function changedColumn(cursor: Cursor): void {
  ownName(cursor);
  const change = cursor.element();
  if (change.length === 0) throw cursor.unexpected("a change");
  refuseSequence(change);
  if (change.some(({ name }) => name === "identity" || name === "generated"))
    throw new NotDerivable("it makes a column count by itself");
}

function ownName(cursor: Cursor): void {
  if (cursor.name() === "tenant_id")
    throw new NotDerivable("the tenant's column is not the migration's to change");
}
