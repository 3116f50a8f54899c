import { beforeAll, describe, expect, it } from "vitest";
import { newPerson, otherPassword, password } from "../../testing/people";
import { refusalOf } from "../../testing/refusal";
import { useTestPlatform } from "../../testing/test-platform";
import { makeAccount } from "../../testing/test-workspace";
import {
  changePassword,
  findSessionAccount,
  logIn,
  logOut,
  openWorkspace,
  type Platform,
  signUp,
} from "../index";
import { purgeCatalog } from "../jobs/purge-catalog";

const median = (times: number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;

const runPurge = (platform: Platform, now: Date) =>
  purgeCatalog.run({ platform, now, signal: new AbortController().signal, pause: async () => {} });

const installation = useTestPlatform();
let email: string;
let slug: string;

beforeAll(async () => {
  const person = newPerson();
  email = person.email;
  slug = (await signUp(installation().platform, person)).tenant;
});

describe("logging in", () => {
  it("with the right password gives a session, however the address is typed", async () => {
    const { platform } = installation();
    for (const typed of [email, email.toUpperCase(), ` ${email} `]) {
      const claim = await logIn(platform, { email: typed, password });
      expect(claim && (await findSessionAccount(platform, claim))).toMatchObject({
        email,
        name: "Grace",
        hasPassword: true,
        emailVerified: false,
      });
    }
  });

  it("with a wrong one, a near one or somebody else's address gives none", async () => {
    const { platform } = installation();
    for (const wrong of [otherPassword, `${password} `, password.toUpperCase(), "", " "]) {
      expect(await logIn(platform, { email, password: wrong })).toBeNull();
    }
    expect(await logIn(platform, { email: "nobody@example.com", password })).toBeNull();
  });

  it("does the same work for an unknown address and an account without a password", async () => {
    const { platform } = installation();
    const { email: withoutPassword } = await makeAccount(platform);
    const addresses = { known: email, unknown: "nobody@example.com", withoutPassword };
    const cost = { known: [], unknown: [], withoutPassword: [] } as Record<keyof typeof addresses, number[]>;
    // In turns, so that whatever else this process does meets all of them alike.
    for (let turn = 0; turn < 7; turn += 1) {
      for (const who of ["known", "unknown", "withoutPassword"] as const) {
        const begun = process.cpuUsage();
        expect(await logIn(platform, { email: addresses[who], password: otherPassword })).toBeNull();
        const { user, system } = process.cpuUsage(begun);
        cost[who].push(user + system);
      }
    }
    // A password that is not hashed costs a twentieth.
    const known = median(cost.known);
    for (const other of [cost.unknown, cost.withoutPassword]) {
      expect(median(other) / known).toBeGreaterThan(0.5);
      expect(median(other) / known).toBeLessThan(2);
    }
  });

  it("with anything that is no credentials gives none", async () => {
    const { platform } = installation();
    for (const nonsense of [
      null,
      undefined,
      "x",
      [],
      {},
      { email },
      { password },
      { email: {}, password: {} },
    ]) {
      expect(await logIn(platform, nonsense)).toBeNull();
    }
    expect(await logIn(platform, { email, password: { length: 20 } })).toBeNull();
  });

  it("never stores the password", async () => {
    const { catalog } = installation().platform;
    const account = await catalog.account.findUniqueOrThrow({ where: { email } });
    expect(account.passwordHash).toMatch(/^\$argon2id\$/);
    expect(JSON.stringify(account)).not.toContain(password);
  });
});

describe("a session", () => {
  it("of an account or a version that is not there does not hold", async () => {
    const { platform } = installation();
    const claim = await logIn(platform, { email, password });
    if (!claim) throw new Error("no session");
    expect(await findSessionAccount(platform, { ...claim, version: claim.version - 1 })).toBeNull();
    expect(await findSessionAccount(platform, { ...claim, version: claim.version + 1 })).toBeNull();
    expect(await findSessionAccount(platform, { ...claim, accountId: crypto.randomUUID() })).toBeNull();
  });

  it("ends alone when it is logged out of, for whoever has kept it", async () => {
    const { platform } = installation();
    const claim = await logIn(platform, { email, password });
    if (!claim) throw new Error("no session");
    const [here, elsewhere] = [crypto.randomUUID(), crypto.randomUUID()].map((session) => ({
      ...claim,
      session,
    }));
    if (!here || !elsewhere) throw new Error("no sessions");
    for (let time = 0; time < 2; time += 1) await logOut(platform, here, new Date(Date.now() + 60_000));
    expect(await findSessionAccount(platform, here)).toBeNull();
    expect(await findSessionAccount(platform, elsewhere)).toMatchObject({ email });
    const purge = (now: Date) => runPurge(platform, now);
    await purge(new Date());
    expect(await findSessionAccount(platform, here), "kept until it is over by itself").toBeNull();
    expect(await purge(new Date(Date.now() + 120_000))).toMatchObject({ sessions: 1 });
  });

  it("ends when the password is changed, and the old password with it", async () => {
    const { platform } = installation();
    const person = newPerson();
    await signUp(platform, person);
    const claim = await logIn(platform, person);
    if (!claim) throw new Error("no session");
    await changePassword(platform, claim.accountId, {
      currentPassword: password,
      newPassword: otherPassword,
    });
    expect(await findSessionAccount(platform, claim)).toBeNull();
    expect(await logIn(platform, person)).toBeNull();
    const next = await logIn(platform, { ...person, password: otherPassword });
    expect(next && (await findSessionAccount(platform, next))).toMatchObject({ email: person.email });
  });

  it("stays when a change of password is refused", async () => {
    const { platform } = installation();
    const claim = await logIn(platform, { email, password });
    if (!claim) throw new Error("no session");
    const change = (input: { currentPassword: string; newPassword: string }) =>
      refusalOf(() => changePassword(platform, claim.accountId, input));
    expect(await change({ currentPassword: otherPassword, newPassword: otherPassword })).toMatchObject({
      code: "wrong_password",
      fields: ["currentPassword"],
    });
    expect(await change({ currentPassword: password, newPassword: "short" })).toMatchObject({
      code: "invalid_input",
      fields: ["newPassword"],
    });
    const { id } = await makeAccount(platform);
    const withoutOne = { currentPassword: "no account has this password", newPassword: otherPassword };
    expect(await refusalOf(() => changePassword(platform, id, withoutOne))).toMatchObject({
      code: "wrong_password",
    });
    expect(await findSessionAccount(platform, claim)).not.toBeNull();
  });
});

describe("a workspace", () => {
  it("opens for its active members and for nobody else, all refused alike", async () => {
    const { platform } = installation();
    const me = await logIn(platform, { email, password });
    const stranger = await makeAccount(platform);
    const open = (accountId: string, name: string) =>
      refusalOf(() => openWorkspace(platform, { accountId, slug: name, requestId: null }));
    const refusal = await open(stranger.id, slug);
    expect(refusal).toMatchObject({ code: "forbidden" });
    expect(await open(me?.accountId ?? "", slug)).toBeNull();
    for (const name of [
      "nowhere",
      "",
      "../../etc",
      "ACME",
      `${slug}\0`,
      "a".repeat(1000),
      slug.toUpperCase(),
    ]) {
      expect(await open(me?.accountId ?? "", name), name).toEqual(refusal);
    }
    expect(await open(crypto.randomUUID(), slug)).toEqual(refusal);
    expect(await open("", slug)).toEqual(refusal);

    // The catalog's membership alone opens nothing: the tenant's own row does.
    const tenant = await platform.catalog.tenant.findUniqueOrThrow({ where: { slug } });
    await platform.catalog.membership.create({ data: { accountId: stranger.id, tenantId: tenant.id } });
    expect(await open(stranger.id, slug)).toEqual(refusal);
    const db = await platform.tenancy.connectById(tenant.id);
    const user = await db.user.create({
      data: { accountId: stranger.id, email: stranger.email, name: "S", role: "member" },
    });
    expect(await open(stranger.id, slug)).toBeNull();
    for (const data of [{ active: false }, { active: true, role: "operator" }]) {
      await db.user.update({ where: { id: user.id }, data });
      expect(await open(stranger.id, slug)).toEqual(refusal);
    }
  });

  it("that is being made is not there yet; one that is suspended says so", async () => {
    const { platform } = installation();
    const person = newPerson("Closed");
    const { tenant: name } = await signUp(platform, person);
    const claim = await logIn(platform, person);
    const open = () =>
      refusalOf(() =>
        openWorkspace(platform, { accountId: claim?.accountId ?? "", slug: name, requestId: null }),
      );
    const { id } = await platform.catalog.tenant.findUniqueOrThrow({ where: { slug: name } });
    expect(await open()).toBeNull();
    await platform.tenancy.tenants.setStatus(id, "suspended");
    expect(await open()).toMatchObject({ code: "workspace_suspended" });
    await platform.tenancy.tenants.setStatus(id, "active");
    expect(await open()).toBeNull();
    for (const status of ["provisioning", "deleting"]) {
      await platform.catalog.tenant.update({ where: { id }, data: { status } });
      expect(await open()).toMatchObject({ code: "forbidden" });
    }
  });
});
