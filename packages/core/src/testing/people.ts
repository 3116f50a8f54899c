import type { TestPlatform } from "./boot-test-platform";

export const password = "correct horse battery staple";
export const otherPassword = "a different sentence altogether";

let people = 0;

/** What somebody new writes into the sign-up form. */
export function newPerson(companyName = "ACME Corp") {
  people += 1;
  return { companyName, name: "Grace", email: `grace-${people}@example.com`, password };
}

/** The token in the newest link that was printed for an address, or null. */
export async function printedToken({ platform, log }: TestPlatform, email: string): Promise<string | null> {
  await platform.mailer.idle();
  const line = log.findLast((entry) => entry.includes(`for ${email}:`));
  return line?.match(/token=([\w-]+)/)?.[1] ?? null;
}
