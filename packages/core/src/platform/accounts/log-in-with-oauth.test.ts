import { describe, expect, it } from "vitest";
import { newPerson } from "../../testing/people";
import { useTestPlatform } from "../../testing/test-platform";
import { makeAccount } from "../../testing/test-workspace";
import { findSessionAccount, logInWithOauth, type OauthProfile, signUp } from "../index";

const installation = useTestPlatform();
let profiles = 0;

function profile(more: Partial<OauthProfile> = {}): OauthProfile {
  profiles += 1;
  return {
    provider: "github",
    providerAccountId: `id-${profiles}`,
    email: newPerson().email,
    emailVerified: true,
    name: "Grace",
    ...more,
  };
}

describe("signing in with a provider", () => {
  it("makes an account on the first visit and finds it on the second, even under another address", async () => {
    const { platform } = installation();
    const visitor = profile();
    const first = await logInWithOauth(platform, visitor);
    if (!first) throw new Error("no session");
    expect(await findSessionAccount(platform, first)).toMatchObject({
      email: visitor.email,
      name: "Grace",
      emailVerified: true,
      hasPassword: false,
    });
    for (const later of [{}, { email: newPerson().email }, { email: null }, { emailVerified: false }]) {
      expect(await logInWithOauth(platform, { ...visitor, ...later })).toEqual(first);
    }
  });

  it("with an address the provider does not vouch for, or none, neither makes nor links anything", async () => {
    const { platform } = installation();
    const known = await makeAccount(platform);
    const before = [await platform.catalog.account.count(), await platform.catalog.oauthIdentity.count()];
    for (const refused of [
      profile({ emailVerified: false }),
      profile({ email: known.email, emailVerified: false }),
      profile({ email: null }),
      profile({ email: "nonsense" }),
      profile({ email: "" }),
    ]) {
      expect(await logInWithOauth(platform, refused)).toBeNull();
    }
    expect([await platform.catalog.account.count(), await platform.catalog.oauthIdentity.count()]).toEqual(
      before,
    );
  });

  it("is linked to an account that verified the address, and to no other", async () => {
    const { platform } = installation();
    const person = newPerson();
    await signUp(platform, person);
    const visitor = profile({ email: person.email.toUpperCase() });
    // Whoever signed up may not be who reads mail there.
    expect(await logInWithOauth(platform, visitor)).toBeNull();
    expect(await platform.catalog.oauthIdentity.count({ where: { account: { email: person.email } } })).toBe(
      0,
    );

    const account = await platform.catalog.account.update({
      where: { email: person.email },
      data: { emailVerifiedAt: new Date() },
    });
    expect(await logInWithOauth(platform, visitor)).toEqual({
      accountId: account.id,
      version: account.sessionVersion,
    });
  });

  it("tells providers apart that use one id", async () => {
    const { platform } = installation();
    const github = profile();
    const google = profile({ provider: "google", providerAccountId: github.providerAccountId });
    const [first, second] = [await logInWithOauth(platform, github), await logInWithOauth(platform, google)];
    expect(first?.accountId).not.toBe(second?.accountId);
  });

  it("for the first time ten times at once makes one account", async () => {
    const { platform } = installation();
    const visitor = profile();
    const claims = await Promise.all(Array.from({ length: 10 }, () => logInWithOauth(platform, visitor)));
    expect(new Set(claims.map((claim) => claim?.accountId)).size).toBe(1);
    expect(claims).not.toContain(null);
    expect(await platform.catalog.account.count({ where: { email: visitor.email ?? "" } })).toBe(1);
  });

  it("for the first time with two providers at once ends in one account with both", async () => {
    const { platform } = installation();
    const github = profile();
    const google = profile({ provider: "google", email: github.email });
    const claims = await Promise.all([logInWithOauth(platform, github), logInWithOauth(platform, google)]);
    expect(claims).not.toContain(null);
    expect(claims[0]).toEqual(claims[1]);
    expect(await platform.catalog.account.count({ where: { email: github.email ?? "" } })).toBe(1);
  });

  it("takes a name that cannot be shown for none", async () => {
    const { platform } = installation();
    for (const name of [null, "", "\u0000", "a".repeat(500)]) {
      const visitor = profile({ name });
      const claim = await logInWithOauth(platform, visitor);
      if (!claim) throw new Error("no session");
      expect((await findSessionAccount(platform, claim))?.name).toBe(visitor.email?.split("@")[0]);
    }
  });
});
