import { newTenantId } from "@acre/tenancy";
import { type SignUpInput, signUpInput } from "../../account/inputs";
import { AppError } from "../../errors";
import { hashPassword, verifyPassword } from "../accounts/password";
import { sendVerification } from "../accounts/verify-email";
import type { Platform } from "../platform";
import { finishFound, finishOnboarding, type OnboardingResult } from "./finish-onboarding";
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
  if (interrupted) {
    const result = await finishOnboarding(platform, interrupted.id);
    // The same person twice at once: the other request finished it while this one looked at the password.
    if (!result) throw emailTaken();
    return welcomed(platform, interrupted.accountId, result);
  }
  const { onboarding, record } = await start(platform, { companyName, name, email, password });
  return welcomed(platform, onboarding.accountId, await finishFound(platform, onboarding, record));
}

// The workspace stands; a mail that cannot be made must not tell its owner otherwise. It can be asked for again.
async function welcomed(
  platform: Platform,
  accountId: string,
  result: OnboardingResult,
): Promise<OnboardingResult> {
  await sendVerification(platform, accountId).catch((error: unknown) => {
    platform.warn("A verification mail could not be made", error);
  });
  return result;
}

async function start(platform: Platform, { companyName, name, email, password }: SignUpInput) {
  const passwordHash = await hashPassword(password);
  const accountId = newTenantId();
  return reserveWorkspace(platform, { companyName, adminName: name }, async (tx) => {
    if (await tx.account.findUnique({ where: { email }, select: { id: true } })) throw emailTaken();
    await tx.account.create({ data: { id: accountId, email, name, passwordHash } });
    return { accountId, email, newAccount: true };
  });
}

/**
 * The unfinished onboarding of somebody who signs up again with the same address and password.
 * @throws AppError `email_taken` when the address has an account that is complete, or the password is another one
 */
async function findInterrupted(
  platform: Platform,
  email: string,
  password: string,
): Promise<{ id: string; accountId: string } | null> {
  const account = await platform.catalog.account.findUnique({
    where: { email },
    include: { onboardings: { where: { newAccount: true } } },
  });
  if (!account) return null;
  const [onboarding] = account.onboardings;
  if (onboarding && (await verifyPassword(account.passwordHash, password))) return onboarding;
  throw emailTaken();
}

function emailTaken(): AppError {
  const message = "There is an account with this address already. Log in instead.";
  return new AppError("email_taken", message, { fields: [{ field: "email", message }] });
}
