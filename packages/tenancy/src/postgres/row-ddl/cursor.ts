import { isSymbol, isWord } from "../../sql/statement";
import { fits } from "../names";
import type { Piece, ScriptStatement } from "../split-script";
import type { TextEdit } from "../text-edits";

/** Says why a statement cannot be derived; caught where its migration is known. */
export class NotDerivable extends Error {}

/** Reads a statement from left to right and collects what is to be changed in it. */
export class Cursor {
  readonly edits: TextEdit[] = [];
  readonly #pieces: readonly Piece[];
  readonly #length: number;
  #at = 0;

  constructor({ pieces, text }: ScriptStatement) {
    this.#pieces = pieces;
    this.#length = text.length;
  }

  get done(): boolean {
    return this.#at >= this.#pieces.length;
  }

  get next(): Piece | undefined {
    return this.#pieces[this.#at];
  }

  /** Where the next lexeme begins. */
  get start(): number {
    return this.next?.start ?? this.#length;
  }

  /** Where the one before it ended. */
  get end(): number {
    return this.#pieces[this.#at - 1]?.end ?? 0;
  }

  /** Moves on if these keywords come next. */
  takes(...words: readonly string[]): boolean {
    if (!words.every((word, index) => isWord(this.#pieces[this.#at + index], word))) return false;
    this.#at += words.length;
    return true;
  }

  takesSymbol(symbol: string): boolean {
    if (!isSymbol(symbol)(this.next)) return false;
    this.#at++;
    return true;
  }

  expect(...words: readonly string[]): void {
    if (!this.takes(...words)) throw this.unexpected(`${words.join(" ").toUpperCase()}`);
  }

  expectSymbol(symbol: string): void {
    if (!this.takesSymbol(symbol)) throw this.unexpected(`"${symbol}"`);
  }

  /** A name that stands by itself, without a schema, as it was written. */
  name(): string {
    const piece = this.next;
    if (piece?.kind !== "name" && piece?.kind !== "word") throw this.unexpected("a name");
    const written = piece.kind === "word" ? piece.text.toLowerCase() : piece.text;
    if (/^u&/i.test(written)) throw this.unexpected("a name without escapes");
    this.#at++;
    if (isSymbol(".")(this.next)) throw new NotDerivable(`it names another schema (${piece.text})`);
    const plain = unquote(written);
    if (!fits(plain)) throw new NotDerivable(`PostgreSQL would cut the name ${written} off after 63 bytes`);
    return plain;
  }

  /** Nothing may follow. */
  expectEnd(): void {
    if (!this.done) throw this.unexpected("the end");
  }

  /** Whatever follows, up to a comma or closing parenthesis outside of inner parentheses. Returns its lexemes. */
  element(): Piece[] {
    const from = this.#at;
    let depth = 0;
    for (; !this.done; this.#at++) {
      if (depth === 0 && (isSymbol(",")(this.next) || isSymbol(")")(this.next))) break;
      if (isSymbol("(")(this.next) || isSymbol("[")(this.next)) depth++;
      if (isSymbol(")")(this.next) || isSymbol("]")(this.next)) depth--;
    }
    return this.#pieces.slice(from, this.#at);
  }

  /** A list in parentheses, which is to begin with the tenant. Returns what its elements are. */
  listLedByTenant(): Piece[][] {
    this.expectSymbol("(");
    this.insert(this.end, '"tenant_id", ');
    const elements: Piece[][] = [];
    do elements.push(this.element());
    while (this.takesSymbol(","));
    this.expectSymbol(")");
    return elements;
  }

  insert(at: number, text: string): void {
    this.edits.push({ start: at, end: at, text });
  }

  replace(piece: Piece, text: string): void {
    this.edits.push({ start: piece.start, end: piece.end, text });
  }

  unexpected(wanted: string): NotDerivable {
    return new NotDerivable(`${wanted} was expected where it says ${this.next?.text ?? "nothing more"}`);
  }
}

function unquote(written: string): string {
  return written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written;
}
