import { existsSync } from "node:fs";
import { isTenancyError, TenancyError } from "../errors";
import type { PlaceKeys, ReadKeys, TenantKeys } from "../keys/tenant-keys";
import { isPlainDatabase } from "./cipher";
import { type OpenDatabaseOptions, openDatabase, type SqliteDatabase } from "./open-database";

type OpenPlaceOptions = Omit<OpenDatabaseOptions, "create" | "key">;

/**
 * Opens a place's file with the keys that are kept for it. A place without any is opened plain: it is one that was
 * made before there were keys.
 *
 * Between the moment when a rotation put the new file in place and the one when it said so, the next key is the one
 * that fits. Whoever finds that says so in its stead.
 *
 * `read` are keys that were read before, which are tried first.
 *
 * Throws what `openDatabase` and `TenantKeys.get` throw, and `key_missing` for an encrypted file without a key.
 */
export async function openPlace(
  path: string,
  placeId: string,
  keys: TenantKeys,
  options: OpenPlaceOptions = {},
  read?: ReadKeys,
): Promise<SqliteDatabase> {
  const found = read === undefined ? await keys.get(placeId) : read(placeId);
  try {
    return await openWith(found, path, placeId, keys, options);
  } catch (error) {
    if (!isWrongKey(error)) throw error;
    // A rotation may have ended between the reading of the keys and the opening of the file.
    const now = await keys.get(placeId);
    if (isSame(found, now)) throw error;
    return openWith(now, path, placeId, keys, options);
  }
}

async function openWith(
  found: PlaceKeys | null,
  path: string,
  placeId: string,
  keys: TenantKeys,
  options: OpenPlaceOptions,
): Promise<SqliteDatabase> {
  if (found === null) return openPlain(path, placeId, options);
  const { current, next } = found;
  try {
    return current === null
      ? openPlain(path, placeId, options)
      : openDatabase(path, { ...options, key: current });
  } catch (error) {
    if (next === null || !isWrongKey(error)) throw error;
    const db = openOr(error, () => openDatabase(path, { ...options, key: next }));
    await finishOrClose(db, () => keys.finishRotation(placeId, next));
    return db;
  }
}

function openPlain(path: string, placeId: string, options: OpenPlaceOptions): SqliteDatabase {
  try {
    return openDatabase(path, options);
  } catch (error) {
    if (!isTenancyError(error, "datasource_corrupt") || !existsSync(path) || isPlainDatabase(path))
      throw error;
    throw new TenancyError(
      "key_missing",
      `${path} is encrypted or damaged, and no key is kept for ${placeId}. Restore the catalog that belongs to it, or the tenant from a backup.`,
      { cause: error },
    );
  }
}

// What was wrong with the current key says more than what was wrong with the next one.
function openOr(error: unknown, open: () => SqliteDatabase): SqliteDatabase {
  try {
    return open();
  } catch (second) {
    throw isWrongKey(second) ? error : second;
  }
}

async function finishOrClose(db: SqliteDatabase, finish: () => Promise<void>): Promise<void> {
  try {
    await finish();
  } catch (error) {
    db.close();
    throw error;
  }
}

function isWrongKey(error: unknown): boolean {
  return isTenancyError(error, "key_mismatch") || isTenancyError(error, "key_missing");
}

function isSame(one: PlaceKeys | null, other: PlaceKeys | null): boolean {
  const text = (key: Buffer | null | undefined) => key?.toString("hex");
  return text(one?.current) === text(other?.current) && text(one?.next) === text(other?.next);
}
