import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";

const profileShape = z.object({ id: z.number(), login: z.string(), name: z.string().nullish() });
const emailsShape = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/**
 * GitHub, asked for the person's primary address and whether it is verified: the public profile says neither.
 * https://docs.github.com/rest/users/emails
 */
export function githubProvider(keys: { id: string; secret: string }): OAuthConfig<Record<string, unknown>> {
  return {
    id: "github",
    name: "GitHub",
    type: "oauth",
    clientId: keys.id,
    clientSecret: keys.secret,
    authorization: {
      url: "https://github.com/login/oauth/authorize",
      params: { scope: "read:user user:email" },
    },
    token: "https://github.com/login/oauth/access_token",
    userinfo: {
      url: "https://api.github.com/user",
      async request({ tokens }) {
        const profile = profileShape.parse(await get("https://api.github.com/user", tokens.access_token));
        const emails = emailsShape.parse(
          await get("https://api.github.com/user/emails", tokens.access_token),
        );
        const primary = emails.find((address) => address.primary);
        return {
          sub: String(profile.id),
          name: profile.name ?? profile.login,
          email: primary?.email ?? "",
          email_verified: primary?.verified === true,
        };
      },
    },
    profile(profile) {
      return { id: String(profile.sub), name: String(profile.name), email: String(profile.email) };
    },
  };
}

async function get(url: string, token: string | undefined): Promise<unknown> {
  const response = await fetch(url, {
    headers: { Authorization: `Bearer ${token ?? ""}`, Accept: "application/vnd.github+json" },
  });
  if (!response.ok) throw new Error(`GitHub answered ${response.status}.`);
  return response.json();
}
