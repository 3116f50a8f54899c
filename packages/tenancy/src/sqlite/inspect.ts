import { mkdir, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { isTenancyError } from "../errors";
import type { Finding } from "../findings";
import { removeDatabase, temporaryPath } from "./files";
import { openDatabase } from "./open-database";

/** What would keep tenants' files in `dir` from being opened as they have to be. Opens none of them. */
export async function inspectFiles(dir: string): Promise<Finding[]> {
  const setting = await refusedSetting(dir);
  const findings = setting === null ? [] : [setting];
  return [...findings, ...(await filesWithoutLog(dir)), ...(await halfMigrated(dir))];
}

// Whether the folder can hold such a database at all is found out with one that is removed again.
async function refusedSetting(dir: string): Promise<Finding | null> {
  await mkdir(dir, { recursive: true });
  const path = await temporaryPath(dir);
  try {
    openDatabase(path, { create: true }).close();
    return null;
  } catch (error) {
    if (!isTenancyError(error)) throw error;
    const fix = "Move the data folder to a local disk";
    return { severity: "error", code: error.code, object: dir, problem: error.message, fix };
  } finally {
    await removeDatabase(path);
  }
}

async function filesWithoutLog(dir: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/^[0-9a-f-]{36}\.db$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    if (await usesLog(path)) continue;
    findings.push({
      severity: "warning",
      code: "wal_off",
      object: path,
      problem:
        "It does not use the write-ahead log, so readers and writers hold each other up until it is opened here.",
      fix: `sqlite3 ${path} "PRAGMA journal_mode = WAL"`,
    });
  }
  return findings;
}

async function halfMigrated(dir: string): Promise<Finding[]> {
  const names = await readdir(dir, { recursive: true });
  return names
    .filter((name) => /[\\/][0-9a-f-]{36}\.db-before$/.test(name))
    .map((name) => ({
      severity: "warning",
      code: "migration_interrupted",
      object: join(dir, name),
      problem:
        "A migration that is no transaction is at the file beside it, or was cut off there; this is how the file was before",
      fix: "acre migrate resume",
    }));
}

// Bytes 18 and 19 of the header, the format's read and write versions, are 2 with the log (SQLite file format, 1.3).
async function usesLog(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(20), 0, 20, 0);
    return bytesRead === 0 || (buffer[18] === 2 && buffer[19] === 2);
  } finally {
    await file.close();
  }
}
