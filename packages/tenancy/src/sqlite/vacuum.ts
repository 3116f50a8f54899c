import type { VacuumReport } from "../datasource";
import { bytesOf } from "./files";
import type { SqliteDatabase } from "./open-database";

/** Rewrites a file without its free pages, empties its log and closes it. Nothing else may have it open. */
export function vacuumFile(db: SqliteDatabase, path: string): VacuumReport {
  try {
    const bytesBefore = bytesOf(path);
    db.exec("VACUUM");
    db.pragma("wal_checkpoint(TRUNCATE)");
    return { bytesBefore, bytesAfter: bytesOf(path) };
  } finally {
    db.close();
  }
}
