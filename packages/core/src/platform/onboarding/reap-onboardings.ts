import type { Platform } from "../platform";
import { finishOnboarding } from "./finish-onboarding";

/**
 * Finishes every workspace that was being made when its process ended. One that fails is left for the next time, with
 * its reason in the ledger, and does not stop the others.
 * @param before only those that nobody worked on since: another process may be at a younger one
 * @returns how many were finished
 */
export async function reapOnboardings(platform: Platform, before?: Date): Promise<number> {
  const unfinished = await platform.catalog.onboarding.findMany({
    where: before ? { updatedAt: { lt: before } } : {},
    select: { id: true },
    orderBy: { id: "asc" },
  });
  let finished = 0;
  for (const { id } of unfinished) {
    try {
      if (await finishOnboarding(platform, id)) finished += 1;
    } catch (error) {
      platform.warn("An interrupted sign-up could not be finished and will be tried again", error);
      await platform.catalog.onboarding.update({
        where: { id },
        data: {
          attempts: { increment: 1 },
          lastError: error instanceof Error ? error.message.slice(0, 500) : "unknown",
        },
      });
    }
  }
  return finished;
}
