import { TenancyError } from "../errors";
import type { MasterKey } from "./master-key";
import { seal, sealBytes, unseal } from "./sealed";

const keyBytes = 32;

/**
 * Seals a key of 32 bytes for one place under the master key: see `seal`. The place's name is authenticated with it, so
 * that it opens for no other place. Returns base64.
 */
export function wrapKey(master: MasterKey, placeId: string, key: Buffer): string {
  if (key.length !== keyBytes) throw new RangeError(`A key has ${keyBytes} bytes.`);
  return seal(master, purposeOf(placeId), key);
}

/** Opens what `wrapKey` sealed for this place. Throws `key_unreadable` for anything else, whatever is wrong with it. */
export function unwrapKey(master: MasterKey, placeId: string, wrapped: string): Buffer {
  if (Buffer.byteLength(wrapped, "base64") !== sealBytes + keyBytes) throw unreadable(placeId);
  try {
    return unseal(master, purposeOf(placeId), wrapped);
  } catch (error) {
    throw unreadable(placeId, error);
  }
}

function purposeOf(placeId: string): (version: number) => string {
  return (version) => `acre wrapped key\0${version}\0${placeId}`;
}

function unreadable(placeId: string, cause?: unknown): TenancyError {
  return new TenancyError(
    "key_unreadable",
    `The key kept for ${placeId} is damaged, or belongs to another place. Restore the catalog from a backup.`,
    { cause },
  );
}
