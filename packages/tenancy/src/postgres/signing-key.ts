import { createHmac } from "node:crypto";

/** A secret that the application and one database share. */
export interface SigningKey {
  id: number;
  /** 32 random bytes. */
  secret: Buffer;
}

// HMAC (RFC 2104) is two nested hashes over the secret and two constants. The database has sha256() but no
// hmac() without an extension, so it is given the secret in the shape in which the two hashes need it.
const blockSize = 64;

/** The secret XORed with HMAC's two constants, which is what the database keeps of it. */
export function hmacPads(secret: Buffer): { inner: Buffer; outer: Buffer } {
  const block = Buffer.alloc(blockSize);
  secret.copy(block);
  return {
    inner: Buffer.from(block.map((byte) => byte ^ 0x36)),
    outer: Buffer.from(block.map((byte) => byte ^ 0x5c)),
  };
}

/** The secret back from the inner of its pads. */
export function secretOf(inner: Buffer): Buffer {
  return Buffer.from(inner.subarray(0, 32).map((byte) => byte ^ 0x36));
}

/**
 * The tenant context as the database checks it: `<tenant>.<expiry>.<HMAC-SHA256 of what stands before it>`,
 * the expiry in seconds since 1970 in ten digits and the key's id behind it. Positions are fixed: see
 * `acre.current_tenant()`.
 */
export function signContext(key: SigningKey, tenantId: string, expiresAt: Date): string {
  const seconds = Math.floor(expiresAt.getTime() / 1000);
  const claim = `${tenantId}.${String(seconds).padStart(10, "0")}.${key.id}`;
  return `${claim}.${createHmac("sha256", key.secret).update(claim).digest("hex")}`;
}
