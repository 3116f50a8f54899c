import type { AccountRow } from "@acre/db";
import type { AccountView } from "../../account/inputs";

/** An account as its owner sees it. */
export function viewAccount(row: AccountRow): AccountView {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    emailVerified: row.emailVerifiedAt !== null,
    hasPassword: row.passwordHash !== null,
  };
}
