import { describe, expect, it } from "vitest";
import {
  getMember,
  getTask,
  listMembers,
  type MemberContext,
  transferOwnership,
  updateMember,
  versionOf,
} from "../../index";
import type { Role } from "../../rights";
import { refusalCode } from "../../testing/refusal";
import { stepwise } from "../../testing/steps";
import { useTestPlatform } from "../../testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "../../testing/test-workspace";
import { deleteAccount, leaveWorkspace, openWorkspace, type Platform, removeMember } from "../index";

const installation = useTestPlatform();

const madeUp = "01920000-0000-7000-8000-000000000000";

function roleOf({ db }: TestWorkspace, ctx: MemberContext) {
  return db.user.findUniqueOrThrow({ where: { id: ctx.actor.userId }, select: { role: true, active: true } });
}

async function enter(platform: Platform, { db, slug }: TestWorkspace, { actor }: MemberContext) {
  const { accountId } = await db.user.findUniqueOrThrow({ where: { id: actor.userId } });
  return openWorkspace(platform, { accountId: accountId ?? "", slug, requestId: null });
}

describe("who may change whom", () => {
  const change = (actor: MemberContext, target: MemberContext, role: Role) =>
    refusalCode(() => updateMember(actor, { id: target.actor.userId, role }));

  it("an admin changes members and admins, and neither makes nor touches an owner", async () => {
    const { platform } = installation();
    const workspace = await makeWorkspace(platform);
    const { owner, join } = workspace;
    const [admin, other, member] = [await join("admin"), await join("admin"), await join("member")];

    expect(await change(admin, member, "guest")).toBeNull();
    expect(await change(admin, other, "member")).toBeNull();
    expect(await change(admin, member, "owner")).toBe("forbidden");
    expect(await change(admin, admin, "owner")).toBe("forbidden");
    expect(await change(admin, owner, "member")).toBe("forbidden");
    expect(await refusalCode(() => removeMember(platform, admin, { id: owner.actor.userId }))).toBe(
      "forbidden",
    );
    expect(await roleOf(workspace, owner)).toEqual({ role: "owner", active: true });
    expect(await roleOf(workspace, member)).toEqual({ role: "guest", active: true });

    expect(await change(owner, member, "owner")).toBeNull();
    expect(await change(owner, member, "admin")).toBeNull();
  });

  it("who was demoted or removed a moment ago changes nobody with the rights they still hold", async () => {
    const { platform } = installation();
    const { owner, join } = await makeWorkspace(platform);
    const [demoted, removed, target] = [await join("admin"), await join("admin"), await join("member")];
    expect(await change(demoted, target, "guest")).toBeNull();
    expect(await change(removed, target, "member")).toBeNull();
    await updateMember(owner, { id: demoted.actor.userId, role: "member" });
    await removeMember(platform, owner, { id: removed.actor.userId });
    expect(await change(demoted, target, "guest")).toBe("forbidden");
    expect(await change(removed, target, "guest")).toBe("forbidden");
  });

  it("a member of another workspace is as unknown as an id that nobody has, and as none at all", async () => {
    const { platform } = installation();
    const { owner } = await makeWorkspace(platform);
    const stranger = (await makeWorkspace(platform)).owner.actor.userId;
    for (const id of [stranger, madeUp, "x", ""]) {
      expect(await refusalCode(() => getMember(owner, { id }))).toBe("not_found");
      expect(await refusalCode(() => updateMember(owner, { id, role: "admin" }))).toBe("not_found");
      expect(await refusalCode(() => removeMember(platform, owner, { id }))).toBe("not_found");
    }
    for (const memberId of [stranger, madeUp, "x", owner.actor.userId]) {
      expect(await refusalCode(() => transferOwnership(owner, { memberId }))).toBe("invalid_input");
    }
    expect((await getMember(owner, { id: owner.actor.userId })).role).toBe("owner");
  });
});

describe("a change that starts from an older state", () => {
  it("is refused, beside one that starts from the present one", async () => {
    const { platform } = installation();
    const { owner, join } = await makeWorkspace(platform);
    const { id } = (await join("member")).actor;
    const before = versionOf(await getMember(owner, { id }));
    const from = (version: string) => ({ ...owner, ifMatch: [version] });
    await updateMember(from(before), { id, role: "guest" });
    const stale = from(before);
    expect(await refusalCode(() => updateMember(stale, { id, role: "admin" }))).toBe("precondition_failed");
    expect(await refusalCode(() => removeMember(platform, stale, { id }))).toBe("precondition_failed");
    await removeMember(platform, from(versionOf(await getMember(owner, { id }))), { id });
  });
});

describe("a member who is removed", () => {
  it("is out at the next request, and what they made to come in by is revoked; their work stays", async () => {
    const { platform } = installation();
    const workspace = await makeWorkspace(platform);
    const { owner, db, projectId, join } = workspace;
    const [gone, stays] = [await join("admin", "Gone Soon"), await join("admin")];
    const { id: tenantId } = owner.tenant;
    for (const { actor } of [gone, stays]) {
      const mine = { tenantId, name: "k", prefix: "pk", scopes: "[]", createdById: actor.userId };
      await platform.catalog.apiKey.create({ data: { ...mine, hash: `hash of ${actor.userId}` } });
      await platform.catalog.invitation.create({
        data: {
          tenantId,
          email: "x@example.com",
          role: "member",
          tokenHash: `token of ${actor.userId}`,
          open: `open of ${actor.userId}`,
          invitedById: actor.userId,
          expiresAt: new Date(Date.now() + 1000_000),
        },
      });
    }
    const task = await db.task.create({
      data: {
        projectId,
        number: 77,
        title: "T",
        creatorId: gone.actor.userId,
        assigneeId: gone.actor.userId,
        position: 1,
      },
    });
    const hidden = await db.project.create({
      data: { key: "HID", name: "Hidden", ownerId: gone.actor.userId, private: true },
    });
    const shared = await db.project.create({
      data: { key: "SHA", name: "Shared", ownerId: owner.actor.userId, private: true },
    });
    await db.projectMember.create({ data: { projectId: shared.id, userId: gone.actor.userId } });

    await enter(platform, workspace, gone);
    await removeMember(platform, owner, { id: gone.actor.userId });

    expect(await refusalCode(() => enter(platform, workspace, gone))).toBe("forbidden");
    await enter(platform, workspace, stays);
    const keys = await platform.catalog.apiKey.findMany({ where: { tenantId } });
    expect(Object.fromEntries(keys.map((key) => [key.createdById, key.revokedAt !== null]))).toEqual({
      [gone.actor.userId]: true,
      [stays.actor.userId]: false,
    });
    const invitations = await platform.catalog.invitation.findMany({ where: { tenantId } });
    expect(Object.fromEntries(invitations.map((one) => [one.invitedById, one.open !== null]))).toEqual({
      [gone.actor.userId]: false,
      [stays.actor.userId]: true,
    });
    expect(await getTask(owner, task)).toMatchObject({ assigneeId: gone.actor.userId });
    expect((await listMembers(owner)).members.map(({ id }) => id)).not.toContain(gone.actor.userId);
    const former = (await listMembers(owner, { active: "false" })).members;
    expect(former.map(({ name }) => name)).toEqual(["Gone Soon"]);
    expect((await db.project.findUniqueOrThrow({ where: { id: hidden.id } })).ownerId).toBe(
      owner.actor.userId,
    );
    expect(await db.projectMember.count({ where: { userId: gone.actor.userId } })).toBe(0);
    const events = await db.auditEvent.findMany({ where: { resourceId: gone.actor.userId } });
    expect(events.map(({ action }) => action)).toEqual(["member.removed"]);

    // Again is nothing more.
    await removeMember(platform, owner, { id: gone.actor.userId });
    expect(await db.auditEvent.count({ where: { resourceId: gone.actor.userId } })).toBe(1);
  });

  it("is out when the server dies between the workspace and the catalog, and removing again finishes it", async () => {
    const { platform } = installation();
    const workspace = await makeWorkspace(platform);
    const { owner, join } = workspace;
    const member = await join("member");
    const id = member.actor.userId;
    const dying = stepwise(platform, async (what) => {
      if (what.startsWith("catalog: membership")) throw new Error("killed");
    });
    await expect(removeMember(dying, owner, { id })).rejects.toThrow("killed");
    const memberships = () => platform.catalog.membership.count({ where: { tenantId: owner.tenant.id } });
    expect(await memberships()).toBe(2);
    expect(await refusalCode(() => enter(platform, workspace, member))).toBe("forbidden");
    await removeMember(platform, owner, { id });
    expect(await memberships()).toBe(1);
  });

  it("leaves by themselves, unless nobody would own the workspace", async () => {
    const { platform } = installation();
    const workspace = await makeWorkspace(platform);
    const { owner, join } = workspace;
    const guest = await join("guest");
    expect(await refusalCode(() => leaveWorkspace(platform, owner))).toBe("last_owner");
    await leaveWorkspace(platform, guest);
    expect(await refusalCode(() => enter(platform, workspace, guest))).toBe("forbidden");
    await join("owner");
    await leaveWorkspace(platform, owner);
    expect(await refusalCode(() => enter(platform, workspace, owner))).toBe("forbidden");
  });

  it("is not made to leave by a key of theirs", async () => {
    const { platform } = installation();
    const workspace = await makeWorkspace(platform);
    const member = await workspace.join("member");
    const key: MemberContext = { ...member, actor: { ...member.actor, kind: "key", id: madeUp } };
    expect(await refusalCode(() => leaveWorkspace(platform, key))).toBe("forbidden");
    await enter(platform, workspace, member);
  });
});

describe("ownership", () => {
  it("is handed over whole: the other one owns, the former owner is an admin, the settings name the new one", async () => {
    const { platform } = installation();
    const workspace = await makeWorkspace(platform);
    const { owner, db, join } = workspace;
    const [heir, coOwner, admin] = [await join("guest"), await join("owner"), await join("admin")];
    const memberId = heir.actor.userId;
    expect(await refusalCode(() => transferOwnership(admin, { memberId }))).toBe("forbidden");

    expect(await transferOwnership(owner, { memberId })).toMatchObject({ id: memberId, role: "owner" });
    expect((await roleOf(workspace, owner)).role).toBe("admin");
    expect((await roleOf(workspace, coOwner)).role).toBe("owner");
    expect((await db.companySettings.findFirstOrThrow()).adminUserId).toBe(memberId);
    // With the rights of a moment ago.
    const again = { memberId: admin.actor.userId };
    expect(await refusalCode(() => transferOwnership(owner, again))).toBe("forbidden");
  });

  it("is not handed to somebody who has left", async () => {
    const { platform } = installation();
    const { owner, join } = await makeWorkspace(platform);
    const member = await join("member");
    await leaveWorkspace(platform, member);
    const memberId = member.actor.userId;
    expect(await refusalCode(() => transferOwnership(owner, { memberId }))).toBe("invalid_input");
    expect(await refusalCode(() => updateMember(owner, { id: memberId, role: "admin" }))).toBe("not_found");
  });
});

const full = Boolean(process.env.ACRE_TEST_FULL);
const rounds = full ? 40 : 3;

// The two models on PostgreSQL lock alike.
for (const isolation of full ? (["database", "schema", "row"] as const) : (["database", "row"] as const)) {
  describe(`the last owner, on isolation model ${isolation}`, () => {
    const races = useTestPlatform({}, isolation);

    async function twoOwners() {
      const { platform } = races();
      const workspace = await makeWorkspace(platform);
      const other = await workspace.join("owner");
      return { platform, workspace, owner: workspace.owner, other };
    }

    const owners = ({ db }: TestWorkspace) => db.user.count({ where: { role: "owner", active: true } });

    it(`stays when two remove each other at once: one wins, in ${rounds} of ${rounds} rounds`, async () => {
      for (let round = 0; round < rounds; round++) {
        const { platform, workspace, owner, other } = await twoOwners();
        const outcomes = await Promise.all([
          refusalCode(() => removeMember(platform, owner, { id: other.actor.userId })),
          refusalCode(() => removeMember(platform, other, { id: owner.actor.userId })),
        ]);
        expect(outcomes.filter((code) => code === null)).toHaveLength(1);
        expect(await owners(workspace)).toBe(1);
      }
    });

    it("stays when two leave, step down, or delete their accounts at once", async () => {
      const ways = [
        (platform: Platform, ctx: MemberContext) => leaveWorkspace(platform, ctx),
        (_: Platform, ctx: MemberContext) => updateMember(ctx, { id: ctx.actor.userId, role: "member" }),
        async (platform: Platform, ctx: MemberContext) => {
          const { accountId } = await ctx.db.user.findUniqueOrThrow({ where: { id: ctx.actor.userId } });
          const account = await platform.catalog.account.findUniqueOrThrow({
            where: { id: accountId ?? "" },
          });
          return deleteAccount(platform, account.id, { confirmEmail: account.email });
        },
      ];
      for (const [index, one] of ways.entries()) {
        for (const two of ways.slice(index)) {
          const { platform, workspace, owner, other } = await twoOwners();
          const outcomes = await Promise.all([
            refusalCode(() => one(platform, owner)),
            refusalCode(() => two(platform, other)),
          ]);
          expect(outcomes.sort()).toEqual(["last_owner", null]);
          expect(await owners(workspace)).toBe(1);
        }
      }
    });

    it("stays when somebody is made the only owner while an admin demotes them", async () => {
      for (let round = 0; round < rounds; round++) {
        const { platform } = races();
        const workspace = await makeWorkspace(platform);
        const [heir, admin] = [await workspace.join("member"), await workspace.join("admin")];
        const memberId = heir.actor.userId;
        await Promise.all([
          transferOwnership(workspace.owner, { memberId }),
          refusalCode(() => updateMember(admin, { id: memberId, role: "guest" })),
        ]);
        expect(await owners(workspace)).toBe(1);
      }
    });
  });
}
