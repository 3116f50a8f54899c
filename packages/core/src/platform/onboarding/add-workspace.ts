import { type NewWorkspaceInput, newWorkspaceInput } from "../../account/inputs";
import type { Platform } from "../platform";
import { finishFound, finishOnboarding, type OnboardingResult } from "./finish-onboarding";
import { reserveWorkspace } from "./reserve-workspace";

/**
 * Adds a further workspace, owned by an account that is there already. The same saga as sign-up: asked again after an
 * interruption, with the same name, it finishes what it began.
 */
export async function addWorkspace(
  platform: Platform,
  account: { id: string; name: string; email: string },
  input: NewWorkspaceInput,
): Promise<OnboardingResult> {
  const { companyName } = newWorkspaceInput.parse(input);
  const interrupted = await platform.catalog.onboarding.findFirst({
    where: { accountId: account.id, newAccount: false, companyName },
    select: { id: true },
  });
  const finished = interrupted && (await finishOnboarding(platform, interrupted.id));
  if (finished) return finished;
  const owner = { accountId: account.id, email: account.email, newAccount: false };
  const { onboarding, record } = await reserveWorkspace(
    platform,
    { companyName, adminName: account.name },
    async () => owner,
  );
  return finishFound(platform, onboarding, record);
}
