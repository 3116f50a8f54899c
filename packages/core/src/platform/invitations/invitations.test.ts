import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { listMembers, type MemberContext, updateMember } from "../../index";
import type { InviteResult } from "../../invitations/inputs";
import { newPerson, password } from "../../testing/people";
import { refusalCode, refusalOf } from "../../testing/refusal";
import { stepwise } from "../../testing/steps";
import { useTestPlatform } from "../../testing/test-platform";
import { makeAccount, makeWorkspace } from "../../testing/test-workspace";
import {
  acceptInvitation,
  describeInvitation,
  findSessionAccount,
  invite,
  inviteAsOperator,
  leaveWorkspace,
  listInvitations,
  logIn,
  openWorkspace,
  type Platform,
  reapAcceptances,
  removeMember,
  requestDeletion,
  resendInvitation,
  revokeInvitation,
  setTenantStatus,
} from "../index";

const installation = useTestPlatform();
const madeUp = "01920000-0000-7000-8000-000000000000";

function tokenOf({ link }: { link: string | null }): string {
  return link?.split("/invite/")[1] ?? "";
}

/** Invites one person and returns what became of it. */
async function inviteOne(
  platform: Platform,
  ctx: MemberContext,
  email: string,
  role: "owner" | "admin" | "member" | "guest" = "member",
): Promise<InviteResult> {
  const { invitations } = await invite(platform, ctx, { emails: [email], role });
  const [result] = invitations;
  if (!result) throw new Error("There is no result.");
  return result;
}

async function invited(platform: Platform, ctx: MemberContext, email: string, role?: "owner" | "admin") {
  return tokenOf(await inviteOne(platform, ctx, email, role));
}

function enter(platform: Platform, accountId: string, { tenant }: MemberContext) {
  return openWorkspace(platform, { accountId, slug: tenant.slug, requestId: null });
}

describe("inviting", () => {
  it("answers for each address, keeps only the digest of a link, and shows the link once", async () => {
    const { platform, log } = installation();
    const { owner, join, db } = await makeWorkspace(platform);
    const member = await join("member");
    const { email: present } = await db.user.findUniqueOrThrow({ where: { id: member.actor.userId } });
    const [first, second] = [newPerson().email, newPerson().email];
    await inviteOne(platform, owner, second);

    const { invitations } = await invite(platform, owner, {
      emails: [first, ` ${first.toUpperCase()} `, present, second, "no address", ""],
    });
    expect(invitations.map(({ email, status }) => [email, status])).toEqual([
      [first, "invited"],
      [present, "already_member"],
      [second, "already_invited"],
      ["no address", "invalid"],
      ["", "invalid"],
    ]);
    for (const { status, link, id, message } of invitations) {
      expect([link === null, id === null, message === null]).toEqual(
        status === "invited" ? [false, false, true] : [true, true, false],
      );
    }
    const token = tokenOf(invitations[0] ?? { link: null });
    expect(token).toMatch(/^[\w-]{43}$/);
    const row = await platform.catalog.invitation.findUniqueOrThrow({
      where: { id: invitations[0]?.id ?? "" },
    });
    expect(row.tokenHash).toBe(createHash("sha256").update(token).digest("hex"));
    expect(JSON.stringify(row)).not.toContain(token);
    const days = (row.expiresAt.getTime() - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.99);
    expect(days).toBeLessThanOrEqual(7);
    await platform.mailer.idle();
    expect(log.join("\n")).not.toContain(token);
    expect(JSON.stringify(await db.auditEvent.findMany())).not.toContain(token);
    expect(await db.auditEvent.count({ where: { action: "invitation.created" } })).toBe(2);
  });

  it("is for owners and admins; an admin asks nobody to own the workspace, and takes no such invitation back", async () => {
    const { platform } = installation();
    const { owner, join } = await makeWorkspace(platform);
    const [admin, member] = [await join("admin"), await join("member")];
    const refuse = (ctx: MemberContext, role: "owner" | "member") =>
      refusalCode(() => inviteOne(platform, ctx, newPerson().email, role));
    expect(await refuse(member, "member")).toBe("forbidden");
    expect(await refuse(admin, "owner")).toBe("forbidden");
    expect(await refuse(admin, "member")).toBeNull();
    expect(await refuse(owner, "owner")).toBeNull();
    expect(await refusalCode(() => listInvitations(platform, member))).toBe("forbidden");
    const { invitations } = await listInvitations(platform, admin);
    expect(invitations.map(({ role }) => role)).toEqual(["owner", "member"]);
    for (const { id, role } of invitations) {
      const expected = role === "owner" ? "forbidden" : null;
      expect(await refusalCode(() => resendInvitation(platform, admin, { id }))).toBe(expected);
      expect(await refusalCode(() => revokeInvitation(platform, member, { id }))).toBe("forbidden");
      expect(await refusalCode(() => revokeInvitation(platform, admin, { id }))).toBe(expected);
    }
  });

  it("answers another workspace's invitation like one that nobody has, and like none at all", async () => {
    const { platform } = installation();
    const { owner } = await makeWorkspace(platform);
    const { owner: stranger } = await makeWorkspace(platform);
    const { id: foreign } = await inviteOne(platform, stranger, newPerson().email);
    for (const id of [foreign ?? "", madeUp, "x"]) {
      expect(await refusalCode(() => resendInvitation(platform, owner, { id }))).toBe("not_found");
      expect(await refusalCode(() => revokeInvitation(platform, owner, { id }))).toBe("not_found");
    }
    expect((await listInvitations(platform, owner)).invitations).toEqual([]);
    expect((await listInvitations(platform, stranger)).invitations).toHaveLength(1);
  });

  it("lists what waits page by page, newest first", async () => {
    const { platform } = installation();
    const { owner } = await makeWorkspace(platform);
    const emails = Array.from({ length: 5 }, () => newPerson().email);
    for (const email of emails) await inviteOne(platform, owner, email);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listInvitations(platform, owner, { limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...page.invitations.map(({ email }) => email));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(emails.reverse());
    expect(await refusalCode(() => listInvitations(platform, owner, { cursor: "x" }))).toBe("invalid_input");
  });
});

describe("accepting", () => {
  it("makes an account of the invited address, which still has to confirm it, and lets it in", async () => {
    const { platform, log } = installation();
    const { owner, db } = await makeWorkspace(platform);
    const { email } = newPerson();
    const token = await invited(platform, owner, email);
    expect(await describeInvitation(platform, token, null)).toEqual({
      state: "open",
      workspace: "ACME Corp",
      inviter: "Ada",
      email,
      role: "member",
      hasAccount: false,
    });

    const weak = () => acceptInvitation(platform, { token, name: "Grace", password: "short" }, null);
    expect(await refusalCode(weak)).toBe("invalid_input");
    expect(await refusalCode(() => acceptInvitation(platform, { token, name: "Grace" }, null))).toBe(
      "invalid_input",
    );
    expect(await refusalCode(() => acceptInvitation(platform, { token }, null))).toBe("unauthenticated");
    const { tenant } = await acceptInvitation(platform, { token, name: "Grace", password }, null);

    expect(tenant).toBe(owner.tenant.slug);
    const claim = await logIn(platform, { email, password });
    if (!claim) throw new Error("The new account cannot log in.");
    expect(await findSessionAccount(platform, claim)).toMatchObject({
      email,
      name: "Grace",
      emailVerified: false,
    });
    expect((await enter(platform, claim.accountId, owner)).actor).toMatchObject({
      name: "Grace",
      role: "member",
    });
    expect(await db.auditEvent.count({ where: { action: "member.joined" } })).toBe(1);
    await platform.mailer.idle();
    expect(log.join("\n")).toContain(`for ${email}:`);
    const account = { id: claim.accountId, email };
    expect(await describeInvitation(platform, token, account)).toEqual({ state: "joined", tenant });
    expect(await describeInvitation(platform, token, null)).toEqual({ state: "invalid" });
  });

  it("is for the invited address: another account is told so, and an account that is there logs in", async () => {
    const { platform } = installation();
    const { owner } = await makeWorkspace(platform);
    const [right, wrong] = [await makeAccount(platform, "Right"), await makeAccount(platform, "Wrong")];
    const token = await invited(platform, owner, right.email, "admin");
    expect(await describeInvitation(platform, token, wrong)).toMatchObject({
      state: "open",
      hasAccount: true,
    });
    expect(await refusalCode(() => acceptInvitation(platform, { token }, wrong.id))).toBe("wrong_account");
    const anew = () => acceptInvitation(platform, { token, name: "Right", password }, null);
    expect(await refusalCode(anew)).toBe("email_taken");
    expect(await refusalCode(() => enter(platform, wrong.id, owner))).toBe("forbidden");

    await acceptInvitation(platform, { token }, right.id);
    expect((await enter(platform, right.id, owner)).actor.role).toBe("admin");
    expect(await refusalCode(() => enter(platform, wrong.id, owner))).toBe("forbidden");
  });

  it("is refused alike for a link that is used, expired, taken back, replaced or made up, beside one that works", async () => {
    const { platform } = installation();
    const { owner } = await makeWorkspace(platform);
    const { catalog } = platform;
    const ready = async () => {
      const account = await makeAccount(platform);
      const result = await inviteOne(platform, owner, account.email);
      return { account, id: result.id ?? "", token: tokenOf(result) };
    };
    const spoil = {
      used: async ({ token, account }) => void (await acceptInvitation(platform, { token }, account.id)),
      expired: async ({ id }) =>
        void (await catalog.invitation.update({
          where: { id },
          data: { expiresAt: new Date(Date.now() - 1) },
        })),
      "taken back": ({ id }) => revokeInvitation(platform, owner, { id }),
      replaced: async ({ id }) => void (await resendInvitation(platform, owner, { id })),
    } satisfies Record<string, (one: Awaited<ReturnType<typeof ready>>) => Promise<void>>;
    const messages = new Set<string | undefined>();
    for (const [how, work] of Object.entries(spoil)) {
      const one = await ready();
      expect((await describeInvitation(platform, one.token, null)).state, how).toBe("open");
      await work(one);
      const refusal = await refusalOf(() => acceptInvitation(platform, { token: one.token }, one.account.id));
      expect(refusal?.code, how).toBe("link_invalid");
      messages.add(refusal?.message);
      expect((await describeInvitation(platform, one.token, null)).state, how).toBe("invalid");
    }
    const token = "a token that nobody was ever given";
    messages.add((await refusalOf(() => acceptInvitation(platform, { token }, null)))?.message);
    expect(messages.size).toBe(1);
    expect((await listMembers(owner)).members).toHaveLength(2);
  });

  it("works by the new link after sending again, and that opens one that had expired", async () => {
    const { platform } = installation();
    const { owner, join } = await makeWorkspace(platform);
    const admin = await join("admin", "Sends again");
    const account = await makeAccount(platform);
    const { id } = await inviteOne(platform, owner, account.email);
    await platform.catalog.invitation.update({ where: { id: id ?? "" }, data: { expiresAt: new Date(0) } });
    expect((await listInvitations(platform, owner)).invitations[0]?.state).toBe("expired");
    const sent = await resendInvitation(platform, admin, { id: id ?? "" });
    expect(sent).toMatchObject({ state: "open", invitedBy: { name: "Sends again" } });
    await acceptInvitation(platform, { token: tokenOf(sent) }, account.id);
    await enter(platform, account.id, owner);
  });

  it("needs the inviter to stand: who was demoted or removed lets nobody in any more", async () => {
    const { platform } = installation();
    const { owner, join } = await makeWorkspace(platform);
    const [demoted, removed, stays] = [await join("admin"), await join("admin"), await join("admin")];
    const account = await makeAccount(platform);
    const others = [await makeAccount(platform), await makeAccount(platform)];
    const tokens = [
      await invited(platform, demoted, account.email),
      await invited(platform, removed, others[0]?.email ?? ""),
    ];
    await updateMember(owner, { id: demoted.actor.userId, role: "member" });
    await removeMember(platform, owner, { id: removed.actor.userId });
    expect(await refusalCode(() => acceptInvitation(platform, { token: tokens[0] ?? "" }, account.id))).toBe(
      "link_invalid",
    );
    expect(
      await refusalCode(() => acceptInvitation(platform, { token: tokens[1] ?? "" }, others[0]?.id ?? "")),
    ).toBe("link_invalid");
    const { invitations } = await listInvitations(platform, owner);
    expect(invitations.map(({ email, state }) => [email, state])).toEqual([[account.email, "lapsed"]]);
    // The address is free for somebody who may.
    const token = await invited(platform, stays, account.email);
    await acceptInvitation(platform, { token }, account.id);
    await enter(platform, account.id, owner);
  });

  it("brings somebody back who left, with the new role and none of their private projects", async () => {
    const { platform } = installation();
    const { owner, join, db } = await makeWorkspace(platform);
    const member = await join("admin", "Comes back");
    const { userId } = member.actor;
    const { email, accountId } = await db.user.findUniqueOrThrow({ where: { id: userId } });
    await leaveWorkspace(platform, member);
    const token = tokenOf(await inviteOne(platform, owner, email, "guest"));
    await acceptInvitation(platform, { token }, accountId);
    const { actor } = await enter(platform, accountId ?? "", owner);
    expect(actor).toMatchObject({ userId, role: "guest" });
  });

  it("gives somebody of an imported workspace their own row, but not an owner's to an admin's guest", async () => {
    const { platform } = installation();
    const { owner, join, db } = await makeWorkspace(platform);
    const admin = await join("admin");
    const [ada, eve] = [newPerson().email, newPerson().email];
    const imported = await db.user.create({ data: { email: ada.toUpperCase(), name: "ada", role: "guest" } });
    const head = await db.user.create({ data: { email: eve, name: "Eve", role: "owner" } });

    const token = await invited(platform, admin, ada);
    await acceptInvitation(platform, { token, name: "Ada L.", password }, null);
    const row = await db.user.findUniqueOrThrow({ where: { id: imported.id } });
    expect(row).toMatchObject({ email: ada, name: "Ada L.", role: "member" });

    expect((await inviteOne(platform, admin, eve)).status).toBe("not_allowed");
    const theirs = await invited(platform, owner, eve);
    await acceptInvitation(platform, { token: theirs, name: "Eve", password }, null);
    expect((await db.user.findUniqueOrThrow({ where: { id: head.id } })).role).toBe("member");
    expect(await db.user.count({ where: { email: eve } })).toBe(1);
  });

  it("lets the first person into an imported workspace, invited by an operator", async () => {
    const { platform } = installation();
    const operator = { platform, actor: "cli" };
    const { slug, db, owner } = await makeWorkspace(platform);
    const { email } = newPerson();
    const imported = await db.user.create({ data: { email, name: "Eve", role: "owner" } });
    const { link } = await inviteAsOperator(operator, slug, { email, role: "owner" });
    await acceptInvitation(platform, { token: tokenOf({ link }), name: "Eve", password }, null);
    const row = await db.user.findUniqueOrThrow({ where: { id: imported.id } });
    expect((await enter(platform, row.accountId ?? "", owner)).actor).toMatchObject({
      userId: imported.id,
      role: "owner",
    });
    const again = () => inviteAsOperator(operator, slug, { email, role: "owner" });
    expect(await refusalCode(again)).toBe("invalid_input");
  });

  it("waits while the workspace is read-only or suspended, and works again afterwards", async () => {
    const { platform } = installation();
    const operator = { platform, actor: "cli" };
    const { owner, slug } = await makeWorkspace(platform);
    const account = await makeAccount(platform);
    const token = await invited(platform, owner, account.email);
    const accept = () => refusalCode(() => acceptInvitation(platform, { token }, account.id));
    await setTenantStatus(operator, slug, "suspended");
    expect(await accept()).toBe("workspace_suspended");
    expect((await describeInvitation(platform, token, null)).state).toBe("closed");
    await setTenantStatus(operator, slug, "read_only");
    expect(await accept()).toBe("workspace_read_only");
    await setTenantStatus(operator, slug, "active");
    expect(await accept()).toBeNull();
    await requestDeletion(platform, owner, { confirm: slug });
  });
});

describe("an acceptance that fails", () => {
  it("gives the link back, and works once what was wrong is gone", async () => {
    const { platform } = installation();
    const { owner, refuseInserts } = await makeWorkspace(platform);
    const account = await makeAccount(platform);
    const token = await invited(platform, owner, account.email);
    const allow = await refuseInserts("users");
    await expect(acceptInvitation(platform, { token }, account.id)).rejects.toThrow();
    await allow();
    expect(await refusalCode(() => enter(platform, account.id, owner))).toBe("forbidden");
    await acceptInvitation(platform, { token }, account.id);
    await enter(platform, account.id, owner);
  });
});

describe("a server that dies over an acceptance", () => {
  it("has let nobody in half-way at any step, and the next start finishes it", async () => {
    const { platform } = installation();
    const { owner, db } = await makeWorkspace(platform);
    const steps: string[] = [];
    const recording = stepwise(platform, async (what) => void steps.push(what));
    const first = await invited(platform, owner, newPerson().email);
    await acceptInvitation(recording, { token: first, name: "Whole", password }, null);
    expect(steps).toContain("tenant: commit");
    expect(steps.filter((step) => step === "catalog: commit").length).toBeGreaterThanOrEqual(2);

    for (const stopAt of steps.keys()) {
      const { email } = newPerson();
      const token = await invited(platform, owner, email);
      let at = 0;
      const dying = stepwise(platform, async () => {
        if (at++ >= stopAt) throw new Error("killed");
      });
      const what = `killed before ${steps[stopAt]}, step ${stopAt}`;
      // The last steps are the mail's, which tells nobody that they are not in.
      await acceptInvitation(dying, { token, name: "Half", password }, null).catch((error: Error) => {
        expect(error.message, what).toBe("killed");
      });
      const account = await platform.catalog.account.findUnique({ where: { email } });
      const { acceptedAt, open } = await platform.catalog.invitation.findFirstOrThrow({ where: { email } });
      const isMember = await platform.catalog.membership.count({ where: { accountId: account?.id ?? "" } });
      // In, or not in and known as unfinished, or not begun.
      expect(isMember === 1, what).toBe(open === null);
      expect(account !== null, what).toBe(acceptedAt !== null);
      if (isMember === 0 && account) {
        expect(await refusalCode(() => enter(platform, account.id, owner)), what).toBe("forbidden");
      }
      expect(await reapAcceptances(platform), what).toBe(acceptedAt !== null && open !== null ? 1 : 0);
      if (!account) await acceptInvitation(platform, { token, name: "Half", password }, null);
      const claim = await logIn(platform, { email, password });
      expect((await enter(platform, claim?.accountId ?? "", owner)).actor.role, what).toBe("member");
      expect(await db.user.count({ where: { email } }), what).toBe(1);
      expect(await reapAcceptances(platform)).toBe(0);
    }
  });

  it("is finished by the same person too, once it is sure that it died, and by one alone", async () => {
    const { platform } = installation();
    const { owner } = await makeWorkspace(platform);
    const account = await makeAccount(platform);
    const token = await invited(platform, owner, account.email);
    const died = async (agoMs: number) =>
      platform.catalog.invitation.updateMany({
        where: { email: account.email },
        data: { acceptedAt: new Date(Date.now() - agoMs) },
      });
    const accept = () => refusalCode(() => acceptInvitation(platform, { token }, account.id));
    await died(5_000);
    expect(await accept()).toBe("link_invalid");
    await died(31_000);
    const outcomes = await Promise.all([accept(), accept(), accept()]);
    expect(outcomes.sort()).toEqual(["link_invalid", "link_invalid", null]);
    await enter(platform, account.id, owner);
  });
});

for (const isolation of ["database", "row"] as const) {
  describe(`a hundred at once, on isolation model ${isolation}`, () => {
    const races = useTestPlatform({}, isolation);
    const once = [null, ...Array.from({ length: 99 }, () => "link_invalid")];

    it("one is let in, once, of 100 acceptances by the invited account", async () => {
      const { platform } = races();
      const { owner, db } = await makeWorkspace(platform);
      const account = await makeAccount(platform);
      const token = await invited(platform, owner, account.email);
      const outcomes = await Promise.all(
        Array.from({ length: 100 }, () =>
          refusalCode(() => acceptInvitation(platform, { token }, account.id)),
        ),
      );
      expect(outcomes.sort((a, b) => (a === null ? -1 : b === null ? 1 : 0))).toEqual(once);
      expect(await db.user.count({ where: { accountId: account.id } })).toBe(1);
      expect(await db.auditEvent.count({ where: { action: "member.joined" } })).toBe(1);
      expect(await platform.catalog.membership.count({ where: { accountId: account.id } })).toBe(1);
      await enter(platform, account.id, owner);
    });

    const many = process.env.ACRE_TEST_FULL ? 100 : 20;

    it(`one account is made of ${many} who sign up by the same link`, async () => {
      const { platform } = races();
      const { owner, db } = await makeWorkspace(platform);
      const { email } = newPerson();
      const token = await invited(platform, owner, email);
      const outcomes = await Promise.all(
        Array.from({ length: many }, (_, index) =>
          refusalCode(() => acceptInvitation(platform, { token, name: `Grace ${index}`, password }, null)),
        ),
      );
      expect(outcomes.filter((code) => code === null)).toHaveLength(1);
      expect(new Set(outcomes.filter((code) => code !== null))).toEqual(new Set(["link_invalid"]));
      expect(await platform.catalog.account.count({ where: { email } })).toBe(1);
      expect(await db.user.count({ where: { email } })).toBe(1);
    });
  });
}
