import type { TenantDb } from "@acre/db";
import { silenceWebhooks } from "../../../webhooks/silence";
import type { Platform } from "../../platform";

/**
 * Gives those a membership who are members by the tenant's own rows and whose account is still there under the same
 * address; has no account behind the others. Doing it twice is doing it once.
 */
export async function letMembersIn({ catalog }: Platform, tenantId: string, db: TenantDb): Promise<void> {
  await silenceWebhooks(db, "This workspace was restored. Switch it on if its receiver is to be told of it.");
  const users = await db.user.findMany({
    where: { NOT: { accountId: null } },
    select: { id: true, accountId: true, email: true },
  });
  for (const { id, accountId, email } of users) {
    if (accountId === null) continue;
    const account = await catalog.account.findFirst({ where: { id: accountId, email } });
    if (account === null) {
      await db.user.update({ where: { id }, data: { accountId: null } });
      continue;
    }
    const member = { accountId, tenantId };
    await catalog.membership.upsert({
      where: { accountId_tenantId: member },
      create: member,
      update: {},
    });
  }
}
