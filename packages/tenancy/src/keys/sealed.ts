import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { MasterKey } from "./master-key";

// version, nonce, sealed bytes, tag
const version = 1;
const nonceBytes = 12;
const tagBytes = 16;

/** How many bytes sealing adds. */
export const sealBytes = 1 + nonceBytes + tagBytes;

/**
 * Seals bytes with AES-256-GCM (NIST SP 800-38D) under a random nonce. The version and `purpose`, which names what they
 * are and whose, are authenticated with them, so that they open for nothing else. Returns base64.
 */
export function seal(master: MasterKey, purpose: (version: number) => string, bytes: Buffer): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", master.wrapping, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(purpose(version)));
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([Buffer.from([version]), nonce, sealed, cipher.getAuthTag()]).toString("base64");
}

/** Opens what `seal` made for that purpose. Throws an Error for anything else, whatever is wrong with it. */
export function unseal(master: MasterKey, purpose: (version: number) => string, sealed: string): Buffer {
  const bytes = Buffer.from(sealed, "base64");
  // The second half refuses other spellings of the same bytes.
  if (bytes.length < sealBytes || bytes.toString("base64") !== sealed) throw new Error("It is cut off.");
  if (bytes[0] !== version) throw new Error(`It is of version ${bytes[0]}.`);
  const nonce = bytes.subarray(1, 1 + nonceBytes);
  const decipher = createDecipheriv("aes-256-gcm", master.wrapping, nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(purpose(version)));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(1 + nonceBytes, -tagBytes)), decipher.final()]);
}
