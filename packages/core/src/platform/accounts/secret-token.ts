import { createHash, randomBytes } from "node:crypto";

/** A secret for a link: 32 random bytes that nobody guesses. Keep its digest alone. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256 of a secret that is random itself, hex. */
export function digestOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
