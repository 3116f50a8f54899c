import { isAppError } from "../../errors";
import { translateError } from "../../translate-error";
import type { Platform } from "../platform";
import { joinWorkspace } from "./join-workspace";

// What will not become better by trying again.
const ends = new Set(["link_invalid", "forbidden", "email_taken", "last_owner"]);

/**
 * Finishes every acceptance of an invitation that was under way when its process ended. One that fails is left for the
 * next start; one that can never succeed is ended, and lets nobody in.
 * @returns how many were finished
 */
export async function reapAcceptances(platform: Platform): Promise<number> {
  const { catalog } = platform;
  const unfinished = await catalog.invitation.findMany({
    where: { open: { not: null }, acceptedAt: { not: null } },
    orderBy: { id: "asc" },
  });
  let finished = 0;
  for (const invitation of unfinished) {
    try {
      const account = await catalog.account.findUnique({ where: { email: invitation.email } });
      if (account) await joinWorkspace(platform, invitation, account);
      else await end(platform, invitation.id);
      finished += 1;
    } catch (thrown) {
      const error = translateError(thrown);
      if (isAppError(error) && ends.has(error.code)) await end(platform, invitation.id);
      else platform.warn("An interrupted acceptance will be tried again at the next start", error);
    }
  }
  return finished;
}

async function end({ catalog }: Platform, id: string): Promise<void> {
  await catalog.invitation.updateMany({ where: { id }, data: { open: null, revokedAt: new Date() } });
}
