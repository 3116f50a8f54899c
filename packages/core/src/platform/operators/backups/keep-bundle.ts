import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Writable } from "node:stream";
import type { BackupOptions, BundleManifest } from "@acre/tenancy";
import type { Platform } from "../../platform";
import { assertStillThere } from "../still-there";
import { newBackupKey } from "./backup-key";
import { makeFolder, writeBundleFile } from "./bundle-file";
import { type BackupReason, type KeptBackup, presentBackup } from "./kept-backup";

/** Where a kept backup lies. */
export function pathOf({ env }: Platform, { file }: { file: string }): string {
  return join(env.backupDir, file);
}

/**
 * Keeps a bundle in the folder of backups, under a key of its own, and in the catalog. The file's name says nothing of
 * the tenant. A file that the catalog does not take is removed; killed in between, it leaves one that nobody can read
 * and nothing refers to.
 * @throws AppError `not_found` when the tenant was erased meanwhile; then nothing is kept
 */
export async function keepBundle(
  platform: Platform,
  tenant: { id: string; slug: string },
  kind: { reason: BackupReason; expiresAt: Date | null },
  write: (writable: Writable, options: BackupOptions) => Promise<BundleManifest>,
): Promise<KeptBackup> {
  const { id, key, ...wrapped } = newBackupKey(platform);
  const file = `${id}.bundle`;
  await makeFolder(platform.env.backupDir);
  const path = pathOf(platform, { file });
  const { manifest, bytes, sha256 } = await writeBundleFile(path, (writable) => write(writable, { key }));
  const data = {
    id,
    tenantId: tenant.id,
    slug: tenant.slug,
    ...kind,
    file,
    bytes: BigInt(bytes),
    sha256,
    schemaVersion: manifest.schemaVersion,
    ...wrapped,
  };
  const row = await platform.catalog.backup.create({ data }).catch(async (error: unknown) => {
    // Nobody could read it: its key went with the row.
    await rm(path, { force: true }).catch(() => {});
    throw error;
  });
  // Asked when it is listed: an erasure removes those that were listed before the tenant was gone.
  await assertStillThere(platform, tenant, () => removeBackup(platform, row));
  return presentBackup(row);
}

/** The file first: what is left when that is interrupted can be named, and removed again. */
export async function removeBackup(platform: Platform, row: { id: string; file: string }): Promise<void> {
  await rm(pathOf(platform, row), { force: true });
  await platform.catalog.backup.deleteMany({ where: { id: row.id } });
}
