import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { newPerson, otherPassword, password, printedToken } from "../../testing/people";
import { refusalCode, refusalOf } from "../../testing/refusal";
import { useTestPlatform } from "../../testing/test-platform";
import { makeAccount } from "../../testing/test-workspace";
import {
  confirmPasswordReset,
  confirmVerification,
  findSessionAccount,
  logIn,
  requestPasswordReset,
  sendVerification,
  signUp,
} from "../index";

const installation = useTestPlatform();

/** An account that has not verified its address, and the tokens it was sent. */
async function somebody() {
  const { platform } = installation();
  const { email } = newPerson();
  const account = await platform.catalog.account.create({ data: { email, name: "Grace" } });
  return {
    ...account,
    async verification() {
      await sendVerification(platform, account.id);
      return (await printedToken(installation(), email)) ?? "";
    },
    async reset() {
      await requestPasswordReset(platform, { email });
      return (await printedToken(installation(), email)) ?? "";
    },
    read: () => platform.catalog.account.findUniqueOrThrow({ where: { id: account.id } }),
  };
}

describe("a link that verifies an address", () => {
  it("does so once", async () => {
    const { platform } = installation();
    const person = await somebody();
    const token = await person.verification();
    const confirm = () => refusalCode(() => confirmVerification(platform, { token }));
    expect(await confirm()).toBeNull();
    const verified = (await person.read()).emailVerifiedAt;
    expect(verified).not.toBeNull();
    expect(await confirm()).toBe("link_invalid");
    expect((await person.read()).emailVerifiedAt).toEqual(verified);
  });

  it("is not sent to an address that is verified, or to nobody", async () => {
    const { platform, log } = installation();
    const { id } = await makeAccount(platform);
    const before = log.length;
    await sendVerification(platform, id);
    await sendVerification(platform, crypto.randomUUID());
    await platform.mailer.idle();
    expect(log.length).toBe(before);
    expect(await platform.catalog.emailToken.count({ where: { accountId: id } })).toBe(0);
  });

  it("used fifty times at once works once", async () => {
    const { platform } = installation();
    const token = await (await somebody()).verification();
    const codes = await Promise.all(
      Array.from({ length: 50 }, () => refusalCode(() => confirmVerification(platform, { token }))),
    );
    expect(codes.filter((code) => code === null)).toHaveLength(1);
    expect(codes.filter((code) => code === "link_invalid")).toHaveLength(49);
  });

  it("is worthless once a newer one was sent", async () => {
    const { platform } = installation();
    const person = await somebody();
    const [first, second] = [await person.verification(), await person.verification()];
    expect(await refusalCode(() => confirmVerification(platform, { token: first }))).toBe("link_invalid");
    expect(await refusalCode(() => confirmVerification(platform, { token: second }))).toBeNull();
  });

  it("does not set a password, and one that sets a password does not verify", async () => {
    const { platform } = installation();
    const person = await somebody();
    const token = await person.verification();
    const set = { token, password: otherPassword };
    expect(await refusalCode(() => confirmPasswordReset(platform, set))).toBe("link_invalid");
    expect((await person.read()).passwordHash).toBeNull();
    const reset = await person.reset();
    expect(await refusalCode(() => confirmVerification(platform, { token: reset }))).toBe("link_invalid");
    // Neither was used up by the wrong door.
    expect(await refusalCode(() => confirmVerification(platform, { token }))).toBeNull();
    expect(await refusalCode(() => confirmPasswordReset(platform, { ...set, token: reset }))).toBeNull();
  });

  it("is worthless once the address has changed", async () => {
    const { platform } = installation();
    const person = await somebody();
    const token = await person.verification();
    const data = { email: newPerson().email };
    await platform.catalog.account.update({ where: { id: person.id }, data });
    expect(await refusalCode(() => confirmVerification(platform, { token }))).toBe("link_invalid");
    expect((await person.read()).emailVerifiedAt).toBeNull();
  });

  for (const purpose of ["verify_email", "reset_password"] as const) {
    it(`expires: ${purpose}`, async () => {
      const { platform } = installation();
      const person = await somebody();
      const use = (token: string) =>
        refusalCode(() =>
          purpose === "verify_email"
            ? confirmVerification(platform, { token })
            : confirmPasswordReset(platform, { token, password: otherPassword }),
        );
      for (const [token, expiresAt, expected] of [
        ["expired-".padEnd(43, purpose), new Date(Date.now() - 1), "link_invalid"],
        ["lasting-".padEnd(43, purpose), new Date(Date.now() + 60_000), null],
      ] as const) {
        const tokenHash = createHash("sha256").update(token).digest("hex");
        const { id: accountId, email } = person;
        await platform.catalog.emailToken.create({
          data: { tokenHash, accountId, email, purpose, expiresAt },
        });
        expect(await use(token)).toBe(expected);
      }
    });
  }

  it("lasts seven days, one for a password one hour, and neither is stored as it is", async () => {
    const { platform } = installation();
    const person = await somebody();
    const before = Date.now();
    const tokens = { verify_email: await person.verification(), reset_password: await person.reset() };
    const rows = await platform.catalog.emailToken.findMany({ where: { accountId: person.id } });
    const hours = (purpose: string) => {
      const row = rows.find((candidate) => candidate.purpose === purpose);
      return ((row?.expiresAt.getTime() ?? 0) - before) / 3600_000;
    };
    expect(hours("verify_email")).toBeCloseTo(7 * 24, 1);
    expect(hours("reset_password")).toBeCloseTo(1, 1);
    for (const token of Object.values(tokens)) {
      expect(Buffer.from(token, "base64url")).toHaveLength(32);
      expect(JSON.stringify(rows)).not.toContain(token);
    }
  });

  it("that is made up, mangled or no text is refused", async () => {
    const { platform } = installation();
    const token = await (await somebody()).verification();
    for (const wrong of ["x".repeat(43), `${token}x`, token.toLowerCase(), `${token.slice(0, -1)}\0`]) {
      expect(await refusalCode(() => confirmVerification(platform, { token: wrong }))).toBe("link_invalid");
    }
    for (const nonsense of ["", "short", "x".repeat(201)]) {
      expect(await refusalOf(() => confirmVerification(platform, { token: nonsense }))).toMatchObject({
        code: "invalid_input",
        fields: ["token"],
      });
    }
  });
});

describe("a forgotten password", () => {
  it("is replaced: sessions end, the old one is worthless, and the address is verified", async () => {
    const { platform } = installation();
    const person = newPerson();
    await signUp(platform, person);
    const session = await logIn(platform, person);
    if (!session) throw new Error("no session");
    await requestPasswordReset(platform, { email: person.email.toUpperCase() });
    const token = (await printedToken(installation(), person.email)) ?? "";
    const set = { token, password: otherPassword };

    const weak = await refusalOf(() => confirmPasswordReset(platform, { ...set, password: "short" }));
    expect(weak).toMatchObject({ code: "invalid_input", fields: ["password"] });
    await confirmPasswordReset(platform, set);
    expect(await findSessionAccount(platform, session)).toBeNull();
    expect(await logIn(platform, { ...person, password })).toBeNull();
    const next = await logIn(platform, { ...person, password: otherPassword });
    expect(next && (await findSessionAccount(platform, next))).toMatchObject({ emailVerified: true });
    expect(await refusalCode(() => confirmPasswordReset(platform, set))).toBe("link_invalid");
  });

  it("asked for by an address nobody has looks the same and sends nothing", async () => {
    const { platform, log } = installation();
    await platform.mailer.idle();
    const before = log.length;
    expect(await requestPasswordReset(platform, { email: "nobody@example.com" })).toBeUndefined();
    await platform.mailer.idle();
    expect(log.length).toBe(before);
  });

  it("set by several at once is set by one", async () => {
    const { platform } = installation();
    const person = await somebody();
    const token = await person.reset();
    const passwords = Array.from({ length: 6 }, (_, n) => `${otherPassword} ${n}`);
    const codes = await Promise.all(
      passwords.map((one) => refusalCode(() => confirmPasswordReset(platform, { token, password: one }))),
    );
    expect(codes.filter((code) => code === null)).toHaveLength(1);
    const winner = passwords[codes.indexOf(null)] ?? "";
    expect(await logIn(platform, { email: person.email, password: winner })).not.toBeNull();
    expect((await person.read()).sessionVersion).toBe(person.sessionVersion + 1);
  });
});
