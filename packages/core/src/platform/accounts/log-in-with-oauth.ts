import { isUniqueViolation } from "@acre/db";
import { z } from "zod";
import { email as emailInput } from "../../fields";
import { personName } from "../../settings/inputs";
import type { Platform } from "../platform";
import type { SessionClaim } from "./log-in";

export interface OauthProfile {
  provider: string;
  providerAccountId: string;
  email: string | null;
  /** Whether the provider vouches that the person reads mail at this address. */
  emailVerified: boolean;
  name: string | null;
}

const address = emailInput.nullable().catch(null);
const displayName = z.union([personName, z.null()]).catch(null);

/**
 * The session of a person whom a provider has identified. Makes an account on the first visit. An account that is
 * there already is linked only when the provider vouches for the address and the account has verified it too:
 * otherwise whoever registers somebody else's address first could be let into their account, or they into his.
 * @returns null when the sign-in must be refused
 */
export async function logInWithOauth(
  platform: Platform,
  profile: OauthProfile,
): Promise<SessionClaim | null> {
  try {
    return await findOrMake(platform, profile);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    // Two first visits at once: the other one made what is found now.
    return findOrMake(platform, profile);
  }
}

async function findOrMake({ catalog }: Platform, profile: OauthProfile): Promise<SessionClaim | null> {
  const key = { provider: profile.provider, providerAccountId: profile.providerAccountId };
  const known = await catalog.oauthIdentity.findUnique({
    where: { provider_providerAccountId: key },
    include: { account: true },
  });
  if (known) return claim(known.account);

  const email = address.parse(profile.email);
  if (!email || !profile.emailVerified) return null;
  const existing = await catalog.account.findUnique({ where: { email } });
  if (existing && !existing.emailVerifiedAt) return null;
  if (existing) {
    await catalog.oauthIdentity.create({ data: { ...key, accountId: existing.id } });
    return claim(existing);
  }
  return claim(
    await catalog.account.create({
      data: {
        email,
        name: displayName.parse(profile.name) ?? email.replace(/@.*/, ""),
        emailVerifiedAt: new Date(),
        identities: { create: key },
      },
    }),
  );
}

function claim(account: { id: string; sessionVersion: number }): SessionClaim {
  return { accountId: account.id, version: account.sessionVersion };
}
