import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { verifyBundle } from "@acre/tenancy";
import { codeOf } from "../../../translate-error";
import type { Platform } from "../../platform";
import type { Operator } from "../operator";
import { openBackupKey } from "./backup-key";
import { contentOf } from "./backup-tenant";
import { hashFile } from "./bundle-file";
import { findBackup } from "./find-backup";
import { pathOf } from "./keep-bundle";
import type { BackupRow } from "./kept-backup";

/** Whether a backup is what was written. */
export interface VerifiedBackup {
  id: string;
  slug: string;
  /** Null for a good one. */
  problem: { code: string; message: string } | null;
  /** In it; null where that cannot be told. */
  rows: number | null;
}

/**
 * Reads a kept backup to its end, and compares it with what was noted of it when it was made.
 * @throws AppError `not_found` when none of that id is kept. What is wrong with it is the answer.
 */
export async function verifyBackup({ platform }: Operator, id: string): Promise<VerifiedBackup> {
  const row = await findBackup(platform, id);
  try {
    return { id, slug: row.slug, problem: null, rows: await rowsOf(platform, row) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const code = codeOf(error) === "ENOENT" ? "file_missing" : (codeOf(error) ?? "unexpected");
    return { id, slug: row.slug, problem: { code, message }, rows: null };
  }
}

async function rowsOf(platform: Platform, row: BackupRow): Promise<number> {
  const path = pathOf(platform, row);
  const { size } = await stat(path);
  if (BigInt(size) !== row.bytes) throw changed(`it has ${size} bytes, and ${row.bytes} were written`);
  if ((await hashFile(path)) !== row.sha256) throw changed("its SHA-256 is not that of what was written");
  const manifest = await verifyBundle(createReadStream(path), { key: openBackupKey(platform, row) });
  return contentOf(manifest).rows;
}

function changed(how: string): Error {
  return Object.assign(new Error(`The file was changed: ${how}. Make another backup.`), {
    code: "file_changed",
  });
}
