import { randomBytes } from "node:crypto";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { migrationsOf } from "@acre/db/platform";
import { applyMigrations, openDatabase } from "@acre/tenancy";
import Database from "better-sqlite3";
import { syncFile } from "./copy-synced";

/** Copies a file to `to`, puts the copy under `key`, and has it on the disk. */
export type SealedCopy = (to: string, key: Buffer) => void;

/**
 * The floor of making an encrypted tenant: the copy of an empty database that is encrypted already, whose pages are
 * rewritten under another key.
 */
export function openSealedTemplate(folder: string): SealedCopy {
  const path = join(folder, "template.db");
  const own = randomBytes(32);
  const template = openDatabase(path, { create: true, key: own });
  applyMigrations(template, migrationsOf("tenant", "sqlite"), path);
  template.pragma("journal_mode = DELETE");
  template.close();

  return (to, key) => {
    copyFileSync(path, to);
    const db = new Database(to);
    db.pragma("cipher = 'aegis'");
    db.key(raw(own));
    db.pragma("journal_mode = MEMORY");
    db.pragma("synchronous = OFF");
    db.rekey(raw(key));
    db.pragma("journal_mode = WAL");
    db.close();
    syncFile(to);
  };
}

function raw(key: Buffer): Buffer {
  return Buffer.concat([Buffer.from("raw:"), key]);
}
