import type { Platform } from "../platform";
import type { SessionClaim } from "./log-in";

/**
 * Ends one session: from the next request on it is refused, also where its cookie was kept or copied.
 * @param expiresAt when it would have ended by itself
 */
export async function logOut(
  { catalog }: Platform,
  { accountId, session: id }: SessionClaim,
  expiresAt: Date,
): Promise<void> {
  if (id === undefined) return;
  const ended = { id, accountId, expiresAt };
  await catalog.endedSession.upsert({ where: { id }, create: ended, update: {} });
}
