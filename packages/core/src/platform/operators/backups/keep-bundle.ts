import { join } from "node:path";
import type { Writable } from "node:stream";
import type { BackupOptions, BundleManifest } from "@acre/tenancy";
import type { Platform } from "../../platform";
import { newBackupKey } from "./backup-key";
import { makeFolder, writeBundleFile } from "./bundle-file";
import { type BackupReason, type KeptBackup, presentBackup } from "./kept-backup";

/** Where a kept backup lies. */
export function pathOf({ env }: Platform, { file }: { file: string }): string {
  return join(env.backupDir, file);
}

/**
 * Keeps a bundle in the folder of backups, under a key of its own, and in the catalog. The file's name says nothing of
 * the tenant. Killed in between, it leaves a file that nobody can read and nothing refers to.
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
  const written = await writeBundleFile(pathOf(platform, { file }), (writable) => write(writable, { key }));
  const { manifest, bytes, sha256 } = written;
  const row = await platform.catalog.backup.create({
    data: {
      id,
      tenantId: tenant.id,
      slug: tenant.slug,
      ...kind,
      file,
      bytes: BigInt(bytes),
      sha256,
      schemaVersion: manifest.schemaVersion,
      ...wrapped,
    },
  });
  return presentBackup(row);
}
