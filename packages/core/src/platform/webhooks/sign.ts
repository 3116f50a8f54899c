import { createHmac, randomBytes } from "node:crypto";

const prefix = "whsec_";

/** A new secret, as the Standard Webhooks specification writes them: 24 random bytes. */
export function newSecret(): string {
  return prefix + randomBytes(24).toString("base64");
}

/** The headers by which a receiver knows that a message is from here and is not old (Standard Webhooks, v1). */
export function signatureHeaders(
  secret: string,
  { id, body, at }: { id: string; body: string; at: Date },
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.slice(prefix.length), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
}
