import type { AccountView } from "@acre/core/inputs";
import { findSessionAccount, type SessionClaim } from "@acre/core/platform";
import { decode } from "next-auth/jwt";
import { getPlatform } from "./platform";

/** Whether cookies carry the Secure flag and prefix: when people reach the application over https. */
export function usesSecureCookies(): boolean {
  return getPlatform().publicUrl.startsWith("https://");
}

/** Name of the cookie that holds the session (RFC 6265bis prefix where it is secure). */
export function sessionCookieName(): string {
  return usesSecureCookies() ? "__Secure-next-auth.session-token" : "next-auth.session-token";
}

/** The logged-in account behind a session cookie, or null when it is absent, forged, expired or ended. */
export async function readSession(cookie: string | undefined): Promise<AccountView | null> {
  if (!cookie) return null;
  const platform = getPlatform();
  const claim = toClaim(await decodeOrNull(cookie, platform.secrets.nextAuthSecret));
  return claim ? findSessionAccount(platform, claim) : null;
}

/** The claim inside a decoded token, or null when it is not one of ours. */
export function toClaim(token: unknown): SessionClaim | null {
  if (typeof token !== "object" || token === null) return null;
  if (!("accountId" in token) || !("version" in token)) return null;
  const { accountId, version } = token;
  const session = "session" in token && typeof token.session === "string" ? token.session : undefined;
  return typeof accountId === "string" && typeof version === "number"
    ? { accountId, version, session }
    : null;
}

async function decodeOrNull(token: string, secret: string): Promise<unknown> {
  try {
    return await decode({ token, secret });
  } catch {
    // Forged, expired or encrypted under a secret that has been replaced.
    return null;
  }
}
