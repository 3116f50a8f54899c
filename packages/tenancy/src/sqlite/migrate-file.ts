import { randomUUID } from "node:crypto";
import { TenancyError } from "../errors";
import type { Migration } from "../migrations/migration";
import { pendingMigrations } from "../migrations/pending";
import { leavesTransaction, reachesBeyond } from "./leaves-transaction";
import { putBackInterrupted, withWayBack } from "./migration-snapshot";
import { openDatabase, type SqliteDatabase } from "./open-database";

export interface MigrateFileOptions {
  /** Make the file when it is missing. */
  create?: boolean;
  /** The key that the file is encrypted with. */
  key?: Buffer;
}

// Prisma's own table, so that its tools read our history and we read theirs.
const historyTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;

/**
 * Brings one SQLite file up to date and returns the names of what was applied, oldest first. Safe to run from
 * several processes at once, and to run again after being killed.
 *
 * Throws `datasource_missing` (unless `create`), `migration_changed` when an applied migration's file was
 * edited since, `migration_ahead` when the database has migrations that this code does not know, and
 * `migration_failed`, in which case the failed migration left nothing behind and those before it stay.
 */
export function migrateSqliteFile(
  path: string,
  migrations: readonly Migration[],
  options: MigrateFileOptions = {},
): { applied: string[] } {
  putBackInterrupted(path);
  const db = openDatabase(path, options);
  try {
    return { applied: applyMigrations(db, migrations, path) };
  } finally {
    db.close();
  }
}

/**
 * As `migrateSqliteFile`, on an open connection that nothing else is using, and which is closed when a migration that is no
 * transaction fails. `label` names it in errors.
 */
export function applyMigrations(
  db: SqliteDatabase,
  migrations: readonly Migration[],
  label: string,
): string[] {
  const applied: string[] = [];
  const pending = pendingIn(db, migrations, label);
  if (pending.length === 0) return applied;
  // Prisma rebuilds tables by dropping them, which deletes what refers to them while keys are enforced; and
  // within a transaction the switch is ignored. So: off before, checked by hand inside, on again after.
  db.pragma("foreign_keys = OFF");
  try {
    for (const next of pending) {
      const { name } = next;
      // Looked up again under the lock: another process may have been faster.
      const isNext = () => pendingIn(db, migrations, label)[0]?.name === name;
      if (leavesTransaction(next.sql) ? leaving(db, next, label, isNext) : within(db, next, label, isNext))
        applied.push(name);
    }
  } finally {
    if (db.open) db.pragma("foreign_keys = ON");
  }
  return applied;
}

// A migration and its row in the history are one transaction: there is no half-applied state to mend.
function within(db: SqliteDatabase, next: Migration, label: string, isNext: () => boolean): boolean {
  db.exec("BEGIN IMMEDIATE");
  try {
    const found = isNext();
    if (found) runMigration(db, next, label);
    db.exec("COMMIT");
    return found;
  } catch (error) {
    if (db.inTransaction) db.exec("ROLLBACK");
    throw error;
  }
}

// What cannot be a transaction has a copy of the file to go back to.
function leaving(db: SqliteDatabase, next: Migration, label: string, isNext: () => boolean): boolean {
  const beyond = reachesBeyond(next.sql);
  if (beyond !== null) throw failed(next, label, `it reaches beyond this file; take its ${beyond} out`);
  return withWayBack(db, () => {
    const found = isNext();
    if (found) runLeaving(db, next, label);
    return found;
  });
}

function runMigration(db: SqliteDatabase, next: Migration, label: string): void {
  const startedAt = Date.now();
  send(db, next, label);
  // A trigger may roll back too.
  if (!db.inTransaction) throw failed(next, label, "it ends the transaction it runs in");
  assertNoDanglingKeys(db, next, label);
  recordApplied(db, next, startedAt);
}

function runLeaving(db: SqliteDatabase, next: Migration, label: string): void {
  const startedAt = Date.now();
  send(db, next, label);
  if (db.inTransaction) throw failed(next, label, "it begins a transaction that it does not end");
  assertNoDanglingKeys(db, next, label);
  db.transaction(() => recordApplied(db, next, startedAt))();
}

// Statement by statement, as SQLite takes a script.
function send(db: SqliteDatabase, next: Migration, label: string): void {
  try {
    db.exec(next.sql);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw failed(next, label, reason, error);
  }
}

function recordApplied(db: SqliteDatabase, next: Migration, startedAt: number): void {
  db.exec(historyTable);
  db.prepare(
    `INSERT INTO "_prisma_migrations" ("id", "checksum", "finished_at", "migration_name", "started_at", "applied_steps_count")
     VALUES (?, ?, ?, ?, ?, 1)`,
  ).run(randomUUID(), next.checksum, Date.now(), next.name, startedAt);
}

function assertNoDanglingKeys(db: SqliteDatabase, next: Migration, label: string): void {
  const dangling = db.prepare<[], { table: string; parent: string }>("PRAGMA foreign_key_check").all();
  const first = dangling[0];
  if (first === undefined) return;
  const where = `${dangling.length} row(s), the first in "${first.table}", refer to rows missing from "${first.parent}"`;
  throw failed(next, label, where);
}

function failed(next: Migration, label: string, reason: string, cause?: unknown): TenancyError {
  return new TenancyError(
    "migration_failed",
    `Migration ${next.name} failed on ${label} and was undone: ${reason}. Mend the migration or the data and deploy again.`,
    { cause },
  );
}

function pendingIn(db: SqliteDatabase, migrations: readonly Migration[], label: string): Migration[] {
  return pendingMigrations(readHistory(db, label), migrations, label);
}

interface HistoryRow {
  migration_name: string;
  checksum: string;
  finished_at: unknown;
}

/** Applied migrations and their checksums. Throws `migration_failed` when another tool left one unfinished. */
export function readHistory(db: SqliteDatabase, label: string): Map<string, string> {
  const table = db
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = '_prisma_migrations'")
    .get();
  if (table === undefined) return new Map();
  const rows = db
    .prepare<[], HistoryRow>(
      `SELECT "migration_name", "checksum", "finished_at" FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL`,
    )
    .all();
  const unfinished = rows.find((row) => row.finished_at === null);
  if (unfinished !== undefined) {
    throw new TenancyError(
      "migration_failed",
      `Another tool left migration ${unfinished.migration_name} unfinished on ${label}. Mend the database, then "prisma migrate resolve" it.`,
    );
  }
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}
