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
  const counted = type.kind === "word" && type.name !== null ? countingTypes[type.name] : undefined;
  if (counted === undefined) return;
  if (counter === null)
    throw new NotDerivable(`it adds a counting column (${name}), whose existing rows need numbers`);
  cursor.replace(type, counted);
  cursor.insert(
    cursor.end,
    ` DEFAULT acre.next_number(${quoteText(counter(name))})::${counted.toLowerCase()}`,
  );
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
