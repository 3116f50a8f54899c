import { randomBytes, randomUUID } from "node:crypto";
import { masterKeyOf, unwrapKey, wrapKey } from "@acre/tenancy";
import type { Platform } from "../../platform";

/** What names a backup's key: a key wrapped for one backup opens no other, and no tenant's file. */
const placeOf = (backupId: string) => `backup ${backupId}`;

interface WrappedKey {
  wrappedKey: string;
  masterKeyId: string;
}

/** A new backup's id and key, and the key as it is kept. */
export function newBackupKey({ masterKeys }: Platform): WrappedKey & { id: string; key: Buffer } {
  const id = randomUUID();
  const key = randomBytes(32);
  const { current } = masterKeys;
  return { id, key, wrappedKey: wrapKey(current, placeOf(id), key), masterKeyId: current.id };
}

/** @throws TenancyError `master_key_unknown`, `key_unreadable` */
export function openBackupKey({ masterKeys }: Platform, backup: WrappedKey & { id: string }): Buffer {
  return unwrapKey(masterKeyOf(masterKeys, backup.masterKeyId), placeOf(backup.id), backup.wrappedKey);
}

/**
 * Wraps the keys of backups by the current master key, each by itself, so that it may be interrupted anywhere. One that
 * cannot be opened stays as it is and is named: it must not keep the installation from starting.
 * @returns how many were wrapped anew
 */
export async function rewrapBackupKeys(platform: Platform): Promise<number> {
  const { current } = platform.masterKeys;
  const { backup } = platform.catalog;
  let done = 0;
  const others = { masterKeyId: { not: current.id } };
  for (const kept of await backup.findMany({ where: others, orderBy: { id: "asc" } })) {
    try {
      const wrappedKey = wrapKey(current, placeOf(kept.id), openBackupKey(platform, kept));
      const data = { wrappedKey, masterKeyId: current.id };
      done += (await backup.updateMany({ where: { id: kept.id }, data })).count;
    } catch (error) {
      platform.warn(`The key of backup ${kept.id} could not be wrapped by the new master key`, error);
    }
  }
  return done;
}
