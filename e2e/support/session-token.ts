import { createCipheriv, hkdfSync, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Server } from "./server";

/** The secret a server encrypts its sessions with. */
export function sessionSecret(server: Server): string {
  const secrets: unknown = JSON.parse(readFileSync(join(server.dataDir, "secrets.json"), "utf8"));
  if (typeof secrets === "object" && secrets !== null && "nextAuthSecret" in secrets)
    return String(secrets.nextAuthSecret);
  throw new Error("secrets.json has no nextAuthSecret");
}

/**
 * Makes a session as NextAuth 4 does: claims in a JSON Web Encryption of the compact form (RFC 7516), `dir` with
 * A256GCM, under a key derived from the secret.
 *
 * @returns the Cookie header
 */
export function forgeSession(secret: string, claims: object): string {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "NextAuth.js Generated Encryption Key", 32));
  const header = Buffer.from(JSON.stringify({ alg: "dir", enc: "A256GCM" })).toString("base64url");
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  cipher.setAAD(Buffer.from(header, "ascii"));
  const text = Buffer.concat([cipher.update(JSON.stringify(claims)), cipher.final()]);
  const parts = [header, "", ...[iv, text, cipher.getAuthTag()].map((part) => part.toString("base64url"))];
  return `next-auth.session-token=${parts.join(".")}`;
}
