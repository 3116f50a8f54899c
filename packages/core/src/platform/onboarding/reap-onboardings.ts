import type { Platform } from "../platform";
import { finishOnboarding } from "./finish-onboarding";

/**
 * Finishes every workspace that was being made when its process ended. One that fails is left for the next time, with
 * its reason in the ledger, and does not stop the others.
 * @returns how many were finished
 */
export async function reapOnboardings(platform: Platform): Promise<number> {
  const unfinished = await platform.catalog.onboarding.findMany({
    select: { id: true },
    orderBy: { id: "asc" },
  });
  let finished = 0;
  for (const { id } of unfinished) {
    try {
      if (await finishOnboarding(platform, id)) finished += 1;
    } catch (error) {
      platform.warn(
        "An interrupted sign-up could not be finished and will be tried again at the next start",
        error,
      );
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
