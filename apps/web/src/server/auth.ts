import { findSessionAccount, logIn, logInWithOauth, logOut, type SessionClaim } from "@acre/core/platform";
import type { AuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import GoogleProvider from "next-auth/providers/google";
import { v7 as newSessionId } from "uuid";
import { githubProvider } from "./github-provider";
import { forgiveLogIn } from "./log-in-limits";
import { getPlatform } from "./platform";
import { toClaim, usesSecureCookies } from "./session";

const thirtyDays = 30 * 24 * 3600;

/** The ways to log in beside a password, as far as this installation has keys for them. */
export function enabledProviders(): { id: "github" | "google"; name: string }[] {
  const { github, google } = getPlatform().env.oauth;
  return [
    ...(github ? [{ id: "github" as const, name: "GitHub" }] : []),
    ...(google ? [{ id: "google" as const, name: "Google" }] : []),
  ];
}

/**
 * NextAuth's configuration: a token that names an account and a session version, and nothing that could go stale.
 * @param beforePassword told whose password is about to be checked; what it throws, the attempt fails by
 */
export function authOptions(beforePassword: (email: unknown) => Promise<void> = async () => {}): AuthOptions {
  const platform = getPlatform();
  const { github, google } = platform.env.oauth;
  return {
    secret: platform.secrets.nextAuthSecret,
    useSecureCookies: usesSecureCookies(),
    session: { strategy: "jwt", maxAge: thirtyDays },
    pages: { signIn: "/login", error: "/login" },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        async authorize(credentials) {
          await beforePassword(credentials?.email);
          const claim = await logIn(platform, credentials);
          if (claim) await forgiveLogIn(credentials?.email);
          return claim ? { id: claim.accountId, claim } : null;
        },
      }),
      ...(github ? [githubProvider(github)] : []),
      ...(google ? [GoogleProvider({ clientId: google.id, clientSecret: google.secret })] : []),
    ],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.type !== "oauth") return true;
        const claim = await logInWithOauth(platform, {
          provider: account.provider,
          providerAccountId: account.providerAccountId,
          email: user.email ?? null,
          emailVerified: isVerified(profile),
          name: user.name ?? null,
        });
        if (!claim) return "/login?error=OAuthAccountNotLinked";
        user.claim = claim;
        return true;
      },
      jwt({ token, user }) {
        if (!user?.claim) return token;
        const { accountId, version } = user.claim;
        return { accountId, version, session: newSessionId() };
      },
      async session({ session, token }) {
        const claim = toClaim(token);
        const account = claim ? await findSessionAccount(platform, claim) : null;
        return account
          ? { expires: session.expires, user: { name: account.name, email: account.email } }
          : { expires: new Date(0).toISOString() };
      },
    },
    events: {
      async signOut({ token }) {
        const claim = toClaim(token);
        // It is given a new end with each look at it: none is later than this.
        if (claim && (await findSessionAccount(platform, claim)))
          await logOut(platform, claim, new Date(Date.now() + thirtyDays * 1000));
      },
    },
    logger: {
      error: (code) => platform.warn(`NextAuth: ${code}`),
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

// OpenID Connect's `email_verified` (Core 1.0, section 5.1); our GitHub provider answers in the same words.
function isVerified(profile: unknown): boolean {
  return (
    typeof profile === "object" &&
    profile !== null &&
    "email_verified" in profile &&
    profile.email_verified === true
  );
}

declare module "next-auth" {
  interface User {
    claim?: SessionClaim;
  }
}
