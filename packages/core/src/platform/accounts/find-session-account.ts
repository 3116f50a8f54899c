import type { AccountView } from "../../account/inputs";
import type { Platform } from "../platform";
import { viewAccount } from "./account-view";
import type { SessionClaim } from "./log-in";

/** The account of a session that still holds: it exists and nothing has ended its sessions since. Null otherwise. */
export async function findSessionAccount(
  platform: Platform,
  claim: SessionClaim,
): Promise<AccountView | null> {
  const row = await platform.catalog.account.findUnique({ where: { id: claim.accountId } });
  return row && row.sessionVersion === claim.version ? viewAccount(row) : null;
}
