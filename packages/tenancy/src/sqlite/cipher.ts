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
  withRawKey(key, (raw) => assertTaken(db.key(raw)));
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
    withRawKey(to, (raw) => assertTaken(db.rekey(raw)));
    db.pragma("journal_mode = WAL");
  } finally {
    db.close();
  }
}

export interface CopyUnderKey {
  path: string;
  /** The file's key; null for a plain one. */
  from: Buffer | null;
  /** The copy, which is not there yet, and its key. */
  copy: string;
  to: Buffer;
  /** A file that is not there either; empty afterwards, and the caller's to remove. */
  holder: string;
}

/**
 * Copies a database as it is at one moment, whatever is written meanwhile, to a new file under another key, each page written
 * once. VACUUM INTO writes under the key of the connection's main database, whichever it reads: so that is `holder`, an empty
 * file under the new key. The copy is out of the write-ahead log.
 */
export function copyUnderKey({ path, from, copy, to, holder }: CopyUnderKey): void {
  const db = new Database(holder);
  try {
    setKey(db, to);
    // What it puts aside would lie on the disk as plain text.
    db.pragma("temp_store = MEMORY");
    const attach = db.prepare<[string, Buffer | string]>("ATTACH ? AS source KEY ?");
    if (from === null) attach.run(path, "");
    else withRawKey(from, (raw) => attach.run(path, raw));
    db.prepare("VACUUM source INTO ?").run(copy);
  } finally {
    db.close();
  }
}

// "raw:" says that the bytes are the key itself and no passphrase to derive one from.
function withRawKey(key: Buffer, use: (raw: Buffer) => void): void {
  if (key.length !== fileKeyBytes) throw new RangeError(`A file's key has ${fileKeyBytes} bytes.`);
  const raw = Buffer.concat([Buffer.from("raw:"), key]);
  try {
    use(raw);
  } finally {
    raw.fill(0);
  }
}

function assertTaken(result: number): void {
  if (result !== 0) throw new Error(`The cipher did not take the key (SQLite result ${result}).`);
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
