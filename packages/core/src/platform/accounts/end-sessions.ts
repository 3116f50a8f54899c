import type { Platform } from "../platform";

/** Ends every session of an account, on every device and in every process, from the next request on. */
export async function endSessions({ catalog }: Platform, accountId: string): Promise<void> {
  await catalog.account.update({ where: { id: accountId }, data: { sessionVersion: { increment: 1 } } });
}
