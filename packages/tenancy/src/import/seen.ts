import { createHash, randomBytes } from "node:crypto";
import Database from "better-sqlite3";

/**
 * What a tenant's rows had so far: ids that others refer to, and values that no two share. Kept in a nameless database
 * that SQLite moves to the disk when it grows and that is gone with the process: digests under a key that nobody else has,
 * so that nothing of the content lies there.
 */
export class Seen {
  readonly #db = new Database("");
  readonly #salt = randomBytes(32);
  readonly #add: Database.Statement<[Buffer]>;
  readonly #has: Database.Statement<[Buffer]>;

  constructor() {
    // Nobody reads it after a crash, and digests come in no order.
    this.#db.pragma("journal_mode = OFF");
    this.#db.pragma("cache_size = -32000");
    this.#db.exec("CREATE TABLE seen (digest BLOB PRIMARY KEY) WITHOUT ROWID; BEGIN");
    this.#add = this.#db.prepare("INSERT OR IGNORE INTO seen VALUES (?)");
    this.#has = this.#db.prepare("SELECT 1 FROM seen WHERE digest = ?");
  }

  has(...words: readonly string[]): boolean {
    return this.#has.get(this.#digest(words)) !== undefined;
  }

  add(...words: readonly string[]): void {
    this.#add.run(this.#digest(words));
  }

  close(): void {
    this.#db.close();
  }

  #digest(words: readonly string[]): Buffer {
    return createHash("sha256").update(this.#salt).update(JSON.stringify(words)).digest().subarray(0, 16);
  }
}
