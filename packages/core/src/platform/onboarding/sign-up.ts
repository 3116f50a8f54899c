import { isUniqueViolation } from "@acre/db";
import { newTenantId } from "@acre/tenancy";
import { type SignUpInput, signUpInput } from "../../account/inputs";
import { AppError } from "../../errors";
import { hashPassword, verifyPassword } from "../accounts/password";
import { sendVerification } from "../accounts/verify-email";
import type { Platform } from "../platform";
import { finishOnboarding, type OnboardingResult } from "./finish-onboarding";
import { reserveWorkspace } from "./reserve-workspace";

/**
 * Signs a person up: an account, and a workspace of their own that is ready when this returns.
 * A saga over two databases, each step recorded before the next: killed anywhere, the same person asking again, or the
 * next start, finishes it.
 * @throws AppError `email_taken`
 */
export async function signUp(platform: Platform, input: SignUpInput): Promise<OnboardingResult> {
  const { companyName, name, email, password } = signUpInput.parse(input);
  const interrupted = await findInterrupted(platform, email, password);
  if (interrupted) return finishOnboarding(platform, interrupted);

  const passwordHash = await hashPassword(password);
  const accountId = newTenantId();
  const onboardingId = await reserveWorkspace(platform, { companyName, adminName: name }, async (tx) => {
    await tx.account.create({ data: { id: accountId, email, name, passwordHash } });
    return { accountId, newAccount: true };
  }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? emailTaken() : error;
  });
  const result = await finishOnboarding(platform, onboardingId);
  await sendVerification(platform, accountId);
  return result;
}

/**
 * The unfinished onboarding of somebody who signs up again with the same address and password.
 * @throws AppError `email_taken` when the address has an account that is complete, or the password is another one
 */
async function findInterrupted(platform: Platform, email: string, password: string): Promise<string | null> {
  const account = await platform.catalog.account.findUnique({
    where: { email },
    include: { onboardings: { where: { newAccount: true } } },
  });
  if (!account) return null;
  const [onboarding] = account.onboardings;
  if (onboarding && (await verifyPassword(account.passwordHash, password))) return onboarding.id;
  throw emailTaken();
}

function emailTaken(): AppError {
  const message = "There is an account with this address already. Log in instead.";
  return new AppError("email_taken", message, { fields: [{ field: "email", message }] });
}
