import { isSymbol, isWord } from "../../sql/statement";
import { quoteText } from "../names";
import type { Piece } from "../split-script";
import { type Cursor, NotDerivable } from "./cursor";

/** The column that says whose a row is. */
export const tenantColumn = '"tenant_id" uuid NOT NULL DEFAULT acre.current_tenant()';

const countingTypes: Readonly<Record<string, string>> = {
  smallserial: "SMALLINT",
  serial: "INTEGER",
  bigserial: "BIGINT",
};

/**
 * A column's definition, from its name on. One that counts by itself counts per tenant afterwards, as it does in a
 * database of the tenant's own; `counter` names the count, and null says that there can be none.
 */
export function column(cursor: Cursor, counter: ((column: string) => string) | null): void {
  const name = cursor.name();
  if (name === "tenant_id")
    throw new NotDerivable('a column "tenant_id" of its own would clash with the derived one');
  const [type, ...rest] = cursor.element();
  if (type === undefined) throw cursor.unexpected("a type");
  for (const piece of rest) refuseInPlace(piece, rest);
  const counted = countingTypeOf(type);
  if (counted === undefined) return;
  if (counter === null)
    throw new NotDerivable(`it adds a counting column (${name}), whose existing rows need numbers`);
  countInstead(cursor, type, counted, counter(name));
}

function countingTypeOf(type: Piece): string | undefined {
  return type.kind === "word" && type.name !== null ? countingTypes[type.name] : undefined;
}

function countInstead(cursor: Cursor, type: Piece, counted: string, counter: string): void {
  cursor.replace(type, counted);
  cursor.insert(cursor.end, ` DEFAULT acre.next_number(${quoteText(counter)})::${counted.toLowerCase()}`);
}

/** One element of a table of the tenant's own: a column that counts by itself counts per tenant, the rest stays. */
export function countingColumn(cursor: Cursor, counter: (column: string) => string): void {
  const { next } = cursor;
  if (isWord(next, "constraint", "primary", "unique", "foreign", "check", "exclude", "like")) {
    cursor.element();
    return;
  }
  const name = cursor.name();
  const [type] = cursor.element();
  const counted = type === undefined ? undefined : countingTypeOf(type);
  if (type === undefined || counted === undefined) return;
  // A counting type is never empty, whether it says so or not.
  cursor.insert(type.end, " NOT NULL");
  countInstead(cursor, type, counted, counter(name));
}

const inPlace = ["primary", "unique", "references", "generated", "check", "constraint"];

function refuseInPlace(piece: Piece, all: readonly Piece[]): void {
  if (isWord(piece, ...inPlace)) throw new NotDerivable(`a column has ${piece.text} in its definition`);
  refuseSequence(all);
}

/** A sequence counts all tenants' rows together and shows each the others' volume. */
export function refuseSequence(pieces: readonly Piece[]): void {
  const drawn = pieces.some((piece, index) => piece.name === "nextval" && isSymbol("(")(pieces[index + 1]));
  if (drawn) throw new NotDerivable("it draws from a sequence, which tenants would share");
}
