import { createHash, randomBytes } from "node:crypto";

const shownOfSecret = 6;

/** A new key for a workspace: what its user gets, and what is kept of it. */
export function makeKey(slug: string): { key: string; hash: string; prefix: string } {
  const secret = randomBytes(24).toString("hex");
  const begin = `pk_${slug}_`;
  const key = begin + secret;
  return { key, hash: hashKey(key), prefix: begin + secret.slice(0, shownOfSecret) };
}

/** What a key is kept and looked up as. It has 192 random bits, so a plain SHA-256 cannot be searched backwards. */
export function hashKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
