import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { TenancyError } from "../errors";
import type { MasterKey } from "./master-key";

// version, nonce, sealed key, tag
const version = 1;
const nonceBytes = 12;
const keyBytes = 32;
const tagBytes = 16;
const wrappedBytes = 1 + nonceBytes + keyBytes + tagBytes;

/**
 * Seals a key of 32 bytes for one place with AES-256-GCM (NIST SP 800-38D) under a random nonce. The version and the
 * place's name are authenticated with it, so that it opens for no other place. Returns base64.
 */
export function wrapKey(master: MasterKey, placeId: string, key: Buffer): string {
  if (key.length !== keyBytes) throw new RangeError(`A key has ${keyBytes} bytes.`);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", master.wrapping, nonce, { authTagLength: tagBytes });
  cipher.setAAD(belongsTo(version, placeId));
  const sealed = Buffer.concat([cipher.update(key), cipher.final()]);
  return Buffer.concat([Buffer.from([version]), nonce, sealed, cipher.getAuthTag()]).toString("base64");
}

/** Opens what `wrapKey` sealed for this place. Throws `key_unreadable` for anything else, whatever is wrong with it. */
export function unwrapKey(master: MasterKey, placeId: string, wrapped: string): Buffer {
  const bytes = Buffer.from(wrapped, "base64");
  // The second half refuses other spellings of the same bytes.
  if (bytes.length !== wrappedBytes || bytes.toString("base64") !== wrapped) throw unreadable(placeId);
  if (bytes[0] !== version) throw unreadable(placeId);
  const nonce = bytes.subarray(1, 1 + nonceBytes);
  const sealed = bytes.subarray(1 + nonceBytes, -tagBytes);
  const cipher = createDecipheriv("aes-256-gcm", master.wrapping, nonce, { authTagLength: tagBytes });
  cipher.setAAD(belongsTo(version, placeId));
  cipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    return Buffer.concat([cipher.update(sealed), cipher.final()]);
  } catch (error) {
    throw unreadable(placeId, error);
  }
}

function belongsTo(formatVersion: number, placeId: string): Buffer {
  return Buffer.from(`acre wrapped key\0${formatVersion}\0${placeId}`);
}

function unreadable(placeId: string, cause?: unknown): TenancyError {
  return new TenancyError(
    "key_unreadable",
    `The key kept for ${placeId} is damaged, or belongs to another place. Restore the catalog from a backup.`,
    { cause },
  );
}
