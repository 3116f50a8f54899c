import { setTimeout as delay } from "node:timers/promises";
import { TenancyError } from "../errors";
import { fencedMessage } from "./driver-error";
import type { SqliteDatabase } from "./open-database";
import { quoted } from "./quoted";

const prefix = "acre_fence";

/** A GLOB pattern of the names of the triggers that make a fence. */
export const fencePattern = `${prefix}_*`;
const attempts = 50;
const pauseMs = 100;

/**
 * Has every table of a file refuse writes, in the file itself, so that a handle that was open long before, in whichever
 * process, runs into it at its next statement. Closes `db`. Throws `tenant_busy` while a writer holds the file's lock
 * and does not end, since what it commits then could not be refused: a stopped process has to be ended first.
 */
export async function fenceFile(db: SqliteDatabase, path: string): Promise<void> {
  await changing(db, path, () => {
    const tables = db
      .prepare<[], { name: string }>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
      )
      .all();
    for (const { name } of tables) {
      for (const change of ["INSERT", "UPDATE", "DELETE"]) {
        const trigger = quoted(`${prefix}_${change.toLowerCase()}_${name}`);
        db.exec(
          `CREATE TRIGGER IF NOT EXISTS ${trigger} BEFORE ${change} ON ${quoted(name)} BEGIN SELECT RAISE(ABORT, '${fencedMessage}'); END`,
        );
      }
    }
  });
}

/** Takes the fence away again. Closes `db`. Throws as `fenceFile` does. */
export async function unfenceFile(db: SqliteDatabase, path: string): Promise<void> {
  if (fencesOf(db).length === 0) {
    db.close();
    return;
  }
  await changing(db, path, () => {
    dropFences(db);
  });
}

/** Whether there is a fence in a file. Closes `db`. */
export function isFencedFile(db: SqliteDatabase): boolean {
  try {
    return fencesOf(db).length > 0;
  } finally {
    db.close();
  }
}

/** Takes the fence away within the caller's transaction, or at once where there is none. */
export function dropFences(db: SqliteDatabase): void {
  for (const name of fencesOf(db)) db.exec(`DROP TRIGGER ${quoted(name)}`);
}

function fencesOf(db: SqliteDatabase): string[] {
  const rows = db
    .prepare<[string], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name GLOB ?",
    )
    .all(fencePattern);
  return rows.map(({ name }) => name);
}

// Tries again by itself: SQLite's own waiting would hold up everything else that this process does.
async function changing(db: SqliteDatabase, path: string, change: () => void): Promise<void> {
  try {
    db.pragma("busy_timeout = 0");
    for (let left = attempts; !begun(db); left--) {
      if (left === 0) throw heldBy(path);
      await delay(pauseMs);
    }
    change();
    db.exec("COMMIT");
  } finally {
    if (db.inTransaction) db.exec("ROLLBACK");
    db.close();
  }
}

function begun(db: SqliteDatabase): boolean {
  try {
    db.exec("BEGIN IMMEDIATE");
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY"))
      return false;
    throw error;
  }
}

function heldBy(path: string): TenancyError {
  return new TenancyError(
    "tenant_busy",
    `Another process holds the lock on ${path} and does not end its transaction. If it is stopped, end it, and try again.`,
  );
}
