import { hashPassword } from "../accounts/password";
import type { Platform } from "../platform";
import { demoPassword, type PersonId, people } from "./people";

export interface DemoAccount {
  id: string;
  name: string;
  email: string;
}

/**
 * Everybody's account, made where it is missing. Their addresses count as verified: no mail could ever reach them.
 */
export async function ensureAccounts(
  platform: Platform,
  wanted: readonly PersonId[],
): Promise<Map<PersonId, DemoAccount>> {
  const { catalog } = platform;
  const accounts = new Map<PersonId, DemoAccount>();
  let passwordHash: string | null = null;
  for (const person of wanted) {
    const { name, email } = people[person];
    const known = await catalog.account.findUnique({ where: { email } });
    if (!known) passwordHash ??= await hashPassword(demoPassword);
    const account =
      known ??
      (await catalog.account.create({ data: { name, email, passwordHash, emailVerifiedAt: new Date() } }));
    accounts.set(person, account);
  }
  return accounts;
}
