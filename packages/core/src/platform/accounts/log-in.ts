import { logInInput } from "../../account/inputs";
import type { Platform } from "../platform";
import { verifyPassword } from "./password";

/** What a session remembers. `version` must equal the account's, else the session has ended. */
export interface SessionClaim {
  accountId: string;
  version: number;
  /** Names this session among the account's, so that it can be ended alone. */
  session?: string | undefined;
}

/** The session of a person who gave the right password, or null; it tells not whether the address is known. */
export async function logIn(platform: Platform, credentials: unknown): Promise<SessionClaim | null> {
  const parsed = logInInput.safeParse(credentials);
  if (!parsed.success) return null;
  const account = await platform.catalog.account.findUnique({ where: { email: parsed.data.email } });
  const fits = await verifyPassword(account?.passwordHash ?? null, parsed.data.password);
  return account && fits ? { accountId: account.id, version: account.sessionVersion } : null;
}
