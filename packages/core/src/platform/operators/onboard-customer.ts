import { randomBytes } from "node:crypto";
import { dayMs } from "../../durations";
import { email } from "../../fields";
import { issueEmailToken } from "../accounts/email-token";
import { addWorkspace } from "../onboarding/add-workspace";
import { signUp } from "../onboarding/sign-up";
import type { Platform } from "../platform";
import { audited } from "./audited";
import type { Operator } from "./operator";

const linkLifetimeMs = 7 * dayMs;

export interface OnboardInput {
  company: string;
  email: string;
  name: string;
}

export interface OnboardedCustomer {
  tenant: string;
  adminId: string;
  projectId: string;
  /** A one-time link to set the password, good for seven days; null when the address has an account with one. */
  setPasswordUrl: string | null;
}

/**
 * Makes a customer's workspace for them, as their own sign-up would. An address that has an account already gets a
 * further workspace.
 * @throws ZodError for an input that sign-up would refuse
 */
export async function onboardCustomer(operator: Operator, input: OnboardInput): Promise<OnboardedCustomer> {
  const { platform } = operator;
  return audited(operator, { action: "tenant.onboarded", tenantId: null }, async () => {
    const address = email.parse(input.email);
    const account = await platform.catalog.account.findUnique({ where: { email: address } });
    if (account) {
      const added = await addWorkspace(platform, account, { companyName: input.company });
      return { ...added, setPasswordUrl: null };
    }
    const made = await signUp(platform, {
      companyName: input.company,
      name: input.name,
      email: address,
      // Known to nobody: the link is the only way in.
      password: randomBytes(32).toString("base64url"),
    });
    return { ...made, setPasswordUrl: await setPasswordUrl(platform, address) };
  });
}

async function setPasswordUrl(platform: Platform, address: string): Promise<string> {
  const account = await platform.catalog.account.findUniqueOrThrow({ where: { email: address } });
  const token = await platform.catalog.$transaction((tx) =>
    issueEmailToken(tx, account, "reset_password", linkLifetimeMs),
  );
  return `${platform.publicUrl}/reset-password?token=${token}`;
}
