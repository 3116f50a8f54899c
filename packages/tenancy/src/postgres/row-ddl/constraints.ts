import { isSymbol } from "../../sql/statement";
import { type Cursor, NotDerivable } from "./cursor";

/** A constraint of a table, from its kind on. Keys are led by the tenant. */
export function constraint(cursor: Cursor, serverVersion: number): void {
  if (cursor.takes("primary", "key") || cursor.takes("unique")) {
    cursor.takes("nulls", "not", "distinct");
    cursor.listLedByTenant();
    return;
  }
  if (cursor.takes("foreign", "key")) {
    foreignKey(cursor, serverVersion);
    return;
  }
  if (!cursor.takes("check")) throw cursor.unexpected("a key or CHECK");
  cursor.expectSymbol("(");
  do cursor.element();
  while (cursor.takesSymbol(","));
  cursor.expectSymbol(")");
}

// A plain key would accept another tenant's row, and cascade into it.
function foreignKey(cursor: Cursor, serverVersion: number): void {
  const columns = cursor.listLedByTenant().map((pieces) => pieces.map(({ text }) => text).join(""));
  cursor.expect("references");
  cursor.name();
  if (!isSymbol("(")(cursor.next)) throw cursor.unexpected("the columns referred to");
  cursor.listLedByTenant();
  while (cursor.takes("on")) {
    const event = cursor.takes("delete") ? "delete" : "update";
    if (event === "update") cursor.expect("update");
    action(cursor, event, columns, serverVersion);
  }
}

function action(
  cursor: Cursor,
  event: "delete" | "update",
  columns: readonly string[],
  version: number,
): void {
  if (cursor.takes("cascade") || cursor.takes("restrict") || cursor.takes("no", "action")) return;
  if (!cursor.takes("set", "null") && !cursor.takes("set", "default")) throw cursor.unexpected("an action");
  // Without a list of columns it would clear the tenant too.
  if (event === "update")
    throw new NotDerivable("ON UPDATE SET would clear the tenant along with the reference");
  if (version < 150000) {
    throw new NotDerivable(
      "ON DELETE SET NULL for some of a key's columns needs PostgreSQL 15 or newer; use ON DELETE RESTRICT or a newer server",
    );
  }
  cursor.insert(cursor.end, ` (${columns.join(", ")})`);
}
