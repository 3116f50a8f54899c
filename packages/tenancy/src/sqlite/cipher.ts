import { closeSync, openSync, readSync } from "node:fs";
import Database from "better-sqlite3";

/** Bytes in the key of a database file. */
const fileKeyBytes = 32;

// AEGIS-256: every page is authenticated together with its number, under a random nonce of 256 bits. Named rather
// than left to the library's default, which may change with a version and would make every file unreadable.
const cipher = "aegis";

/**
 * Gives a connection the key of its file, before anything is read from it. The key is handed over as bytes, so that
 * it is part of no SQL text.
 */
export function setKey(db: Database.Database, key: Buffer): void {
  db.pragma(`cipher = '${cipher}'`);
  withRawKey(key, (raw) => db.key(raw));
}

/**
 * Puts a file that nobody else knows of, and that is out of the write-ahead log, under another key, and into the log.
 * `from` is its key so far, null for a plain one.
 */
export function rewriteUnderKey(path: string, from: Buffer | null, to: Buffer): void {
  const db = new Database(path, { fileMustExist: true });
  try {
    if (from !== null) setKey(db, from);
    // Whatever happens to this file, there is another: it needs no journal on the disk and no waiting for it.
    db.pragma("journal_mode = MEMORY");
    db.pragma("synchronous = OFF");
    db.pragma(`cipher = '${cipher}'`);
    withRawKey(to, (raw) => db.rekey(raw));
    db.pragma("journal_mode = WAL");
  } finally {
    db.close();
  }
}

// "raw:" says that the bytes are the key itself and no passphrase to derive one from.
function withRawKey(key: Buffer, use: (raw: Buffer) => number): void {
  if (key.length !== fileKeyBytes) throw new RangeError(`A file's key has ${fileKeyBytes} bytes.`);
  const raw = Buffer.concat([Buffer.from("raw:"), key]);
  try {
    const result = use(raw);
    if (result !== 0) throw new Error(`The cipher did not take the key (SQLite result ${result}).`);
  } finally {
    raw.fill(0);
  }
}

/** Whether a file begins as an unencrypted database does. An empty or missing one does not. */
export function isPlainDatabase(path: string): boolean {
  const header = Buffer.alloc(16);
  const file = openSync(path, "r");
  try {
    return readSync(file, header, 0, 16, 0) === 16 && header.toString("latin1") === "SQLite format 3\0";
  } finally {
    closeSync(file);
  }
}
