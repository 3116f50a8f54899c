import { LRUCache } from "lru-cache";
import type pg from "pg";

/** How a statement is sent: by name where the connection keeps it prepared, and what to forget on the way. */
export interface PreparedName {
  /** Absent for one that is not kept. */
  readonly name?: string;
  /** Names to close before. */
  readonly closing: readonly string[];
}

/**
 * The statements that one connection keeps prepared, the least recently used going first. A statement is kept
 * from its second use on: most texts of the `schema` model name a tenant's schema, and one that does not come
 * back would only push out another.
 *
 * Names are never used twice, so that nothing is ever bound to a statement that was prepared for another text.
 */
export class PreparedStatements {
  readonly #names: LRUCache<string, string>;
  readonly #seen: LRUCache<string, true>;
  #closing: string[] = [];
  #made = 0;

  constructor(capacity: number) {
    this.#names = new LRUCache({ max: capacity, dispose: (name) => this.#closing.push(name) });
    this.#seen = new LRUCache({ max: capacity * 4 });
  }

  /** How to send a statement now. */
  nameFor(text: string): PreparedName {
    const known = this.#names.get(text);
    if (known !== undefined) return { name: known, closing: this.#takeClosing() };
    if (!this.#seen.has(text)) {
      this.#seen.set(text, true);
      return { closing: this.#takeClosing() };
    }
    const name = `acre_${++this.#made}`;
    this.#names.set(text, name);
    return { name, closing: this.#takeClosing() };
  }

  /** After an error of any kind: what the server has by that name is no longer certain. */
  forget(text: string): void {
    this.#names.delete(text);
  }

  #takeClosing(): string[] {
    if (this.#closing.length === 0) return none;
    const closing = this.#closing;
    this.#closing = [];
    return closing;
  }
}

const none: string[] = [];

/** Closes prepared statements, ahead of others in the same round trip. */
export function closeStatements(connection: pg.Connection, names: readonly string[]): void {
  // Where pg remembers which names it has prepared; nothing of it says how to forget one.
  const remembered: unknown = Reflect.get(connection, "parsedStatements");
  for (const name of names) {
    connection.close({ type: "S", name }, true);
    if (typeof remembered === "object" && remembered !== null) Reflect.deleteProperty(remembered, name);
  }
}
