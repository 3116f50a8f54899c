import type { AccountView } from "../../account/inputs";
import type { Platform } from "../platform";
import { viewAccount } from "./account-view";
import type { SessionClaim } from "./log-in";

/** The account of a session that still holds: it exists, and nothing has ended this session or all of them. Null otherwise. */
export async function findSessionAccount(
  platform: Platform,
  claim: SessionClaim,
): Promise<AccountView | null> {
  const { accountId: id, session } = claim;
  const notEnded = session === undefined ? {} : { endedSessions: { none: { id: session } } };
  const row = await platform.catalog.account.findFirst({ where: { id, ...notEnded } });
  return row && row.sessionVersion === claim.version ? viewAccount(row) : null;
}
