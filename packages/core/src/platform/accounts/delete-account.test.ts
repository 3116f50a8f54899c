import { describe, expect, it } from "vitest";
import { createComment, createTask, getTask, listMembers } from "../../index";
import { newPerson, otherPassword, password } from "../../testing/people";
import { refusalCode, refusalOf } from "../../testing/refusal";
import { stepwise } from "../../testing/steps";
import { useTestPlatform } from "../../testing/test-platform";
import { makeAccount, makeWorkspace, type TestWorkspace } from "../../testing/test-workspace";
import {
  addWorkspace,
  deleteAccount,
  findSessionAccount,
  listWorkspaces,
  logIn,
  openWorkspace,
  type Platform,
  signUp,
  updateAccount,
} from "../index";

const installation = useTestPlatform();

async function accountOf(workspace: TestWorkspace, userId: string) {
  const { accountId } = await workspace.db.user.findUniqueOrThrow({ where: { id: userId } });
  const { catalog } = installation().platform;
  return catalog.account.findUniqueOrThrow({ where: { id: accountId ?? "" } });
}

/** Deletes an account that has no password, by its address. */
function remove(platform: Platform, account: { id: string; email: string }) {
  return refusalOf(() => deleteAccount(platform, account.id, { confirmEmail: account.email }));
}

describe("deleting an account", () => {
  it("leaves the work and its history in the workspace, under no name, and frees the address", async () => {
    const { platform } = installation();
    const workspace = await makeWorkspace(platform);
    const member = await workspace.join("member", "Mia Known");
    const { projectId, owner, slug } = workspace;
    const task = await createTask(member, {
      projectId,
      title: "Left behind",
      assigneeId: member.actor.userId,
    });
    await createComment(member, { taskId: task.id, body: "Also left." });
    const account = await accountOf(workspace, member.actor.userId);

    expect(await remove(platform, account)).toBeNull();
    expect(await platform.catalog.account.count({ where: { id: account.id } })).toBe(0);
    expect(await platform.catalog.membership.count({ where: { accountId: account.id } })).toBe(0);
    expect(await findSessionAccount(platform, { accountId: account.id, version: 1 })).toBeNull();
    const open = () => openWorkspace(platform, { accountId: account.id, slug, requestId: null });
    expect(await refusalCode(open)).toBe("forbidden");

    expect(await getTask(owner, task)).toMatchObject({ creatorId: member.actor.userId, commentCount: 1 });
    const former = await workspace.db.user.findUniqueOrThrow({ where: { id: member.actor.userId } });
    expect(former).toMatchObject({ name: "Former member", accountId: null, active: false });
    expect(JSON.stringify(await workspace.db.user.findMany())).not.toContain(account.email);
    expect((await listMembers(owner)).members.map(({ id }) => id)).toEqual([owner.actor.userId]);

    const again = await signUp(platform, { ...newPerson(), email: account.email });
    expect(again.adminId).not.toBe(member.actor.userId);
  });

  it("is refused to the last owner, who is told where, and changes nothing", async () => {
    const { platform } = installation();
    const person = newPerson("Owned Alone");
    const { tenant: first } = await signUp(platform, person);
    const account = await platform.catalog.account.findUniqueOrThrow({ where: { email: person.email } });
    const { tenant: second } = await addWorkspace(platform, account, { companyName: "Owned Alone Too" });
    const shared = await makeWorkspace(platform);
    await shared.db.user.create({
      data: { accountId: account.id, email: account.email, name: "M", role: "member" },
    });
    await platform.catalog.membership.create({
      data: { accountId: account.id, tenantId: shared.owner.tenant.id },
    });

    const refusal = await refusalOf(() => deleteAccount(platform, account.id, { password }));
    expect(refusal?.code).toBe("last_owner");
    for (const slug of [first, second]) expect(refusal?.message).toContain(slug);
    expect(refusal?.message).not.toContain(shared.slug);
    // Also in the workspace that could have been left.
    expect(await listWorkspaces(platform, account.id)).toHaveLength(3);

    for (const slug of [first, second]) {
      const { db } = await openWorkspace(platform, { accountId: account.id, slug, requestId: null });
      await db.user.create({ data: { email: newPerson().email, name: "Heir", role: "owner" } });
    }
    expect(await refusalCode(() => deleteAccount(platform, account.id, { password }))).toBeNull();
  });

  it("takes an owner who is not active for none", async () => {
    const { platform } = installation();
    const workspace = await makeWorkspace(platform);
    const other = await workspace.join("owner");
    await workspace.db.user.update({ where: { id: other.actor.userId }, data: { active: false } });
    const account = await accountOf(workspace, workspace.owner.actor.userId);
    expect(await remove(platform, account)).toMatchObject({ code: "last_owner" });
  });

  it("by both owners at once leaves one", async () => {
    const { platform } = installation();
    for (let round = 0; round < 5; round += 1) {
      const workspace = await makeWorkspace(platform);
      const other = await workspace.join("owner");
      const accounts = [
        await accountOf(workspace, workspace.owner.actor.userId),
        await accountOf(workspace, other.actor.userId),
      ];
      const refusals = await Promise.all(accounts.map((account) => remove(platform, account)));
      expect(refusals.map((refusal) => refusal?.code ?? null).sort()).toEqual(["last_owner", null].sort());
      expect(await workspace.db.user.count({ where: { role: "owner", active: true } })).toBe(1);
    }
  });

  it("needs the password, or without one the address", async () => {
    const { platform } = installation();
    const person = newPerson();
    const { tenant: slug } = await signUp(platform, person);
    const { id } = await platform.catalog.account.findUniqueOrThrow({ where: { email: person.email } });
    const { db } = await openWorkspace(platform, { accountId: id, slug, requestId: null });
    await db.user.create({ data: { email: newPerson().email, name: "Heir", role: "owner" } });
    const tryWith = (input: object) => refusalOf(() => deleteAccount(platform, id, input));
    for (const input of [{ password: otherPassword }, {}, { confirmEmail: person.email }]) {
      expect(await tryWith(input)).toMatchObject({ code: "wrong_password", fields: ["password"] });
    }
    expect(await tryWith({ password })).toBeNull();

    const without = await makeAccount(platform);
    for (const input of [
      {},
      { password: "no account has this password" },
      { confirmEmail: "other@example.com" },
    ]) {
      const refusal = await refusalOf(() => deleteAccount(platform, without.id, input));
      expect(refusal).toMatchObject({ code: "invalid_input", fields: ["confirmEmail"] });
    }
    expect(await remove(platform, without)).toBeNull();
  });

  it("stopped at any step is finished by doing it again", async () => {
    const { platform } = installation();
    for (let failAt = 1; ; failAt += 1) {
      const workspace = await makeWorkspace(platform, `Leaving ${failAt}`);
      const member = await workspace.join("member");
      const account = await accountOf(workspace, member.actor.userId);
      let steps = 0;
      const failing = stepwise(platform, async () => {
        steps += 1;
        if (steps === failAt) throw new Error("The disk is full.");
      });
      const failed = await deleteAccount(failing, account.id, { confirmEmail: account.email }).then(
        () => false,
        () => true,
      );
      if (!failed) break;
      expect(await platform.catalog.account.count({ where: { id: account.id } })).toBe(1);
      expect(await remove(platform, account)).toBeNull();
      const former = await workspace.db.user.findUniqueOrThrow({ where: { id: member.actor.userId } });
      expect(former).toMatchObject({ name: "Former member", active: false });
    }
  });

  it("with a workspace in the making leaves no orphan of it", async () => {
    const { platform } = installation();
    const account = await makeAccount(platform);
    const failing = stepwise(platform, async (what) => {
      if (what === "tenancy: provision") throw new Error("The disk is full.");
    });
    const companyName = "Half Made";
    await addWorkspace(failing, account, { companyName }).catch(() => undefined);
    expect(await platform.catalog.onboarding.count()).toBe(1);

    expect(await remove(platform, account)).toMatchObject({ code: "last_owner" });
    expect(await listWorkspaces(platform, account.id)).toMatchObject([{ name: companyName }]);
    expect(await platform.catalog.tenant.count({ where: { status: "provisioning" } })).toBe(0);
    expect(await platform.catalog.onboarding.count()).toBe(0);
  });

  it("while a workspace is being added leaves either both or neither", async () => {
    const { platform } = installation();
    for (let round = 0; round < 5; round += 1) {
      const account = await makeAccount(platform);
      await Promise.allSettled([
        deleteAccount(platform, account.id, { confirmEmail: account.email }),
        addWorkspace(platform, account, { companyName: "At Once" }),
      ]);
      const there = await platform.catalog.account.count({ where: { id: account.id } });
      expect(await listWorkspaces(platform, account.id)).toHaveLength(there);
      expect(
        await platform.catalog.tenant.count({
          where: { slug: { startsWith: "at_once" }, memberships: { none: {} } },
        }),
      ).toBe(0);
      expect(await platform.catalog.tenant.count({ where: { status: "provisioning" } })).toBe(0);
    }
  });

  it("is refused when a workspace was added in the last moment, which then stands with its owner", async () => {
    const { platform } = installation();
    const account = await makeAccount(platform);
    let added = false;
    const late = stepwise(platform, async (what) => {
      if (what !== "catalog: begin" || added) return;
      added = true;
      await addWorkspace(platform, account, { companyName: "Last Moment" });
    });
    expect(await remove(late, account)).toMatchObject({ code: "unavailable" });
    expect(await listWorkspaces(platform, account.id)).toMatchObject([
      { slug: "last_moment", role: "owner" },
    ]);
    expect(await remove(platform, account)).toMatchObject({ code: "last_owner" });
  });

  it("is refused while one of its workspaces is closed, since it could not be left in order", async () => {
    const { platform } = installation();
    const workspace = await makeWorkspace(platform, "Closed For Now");
    const member = await workspace.join("member");
    const account = await accountOf(workspace, member.actor.userId);
    for (const status of ["suspended", "read_only"] as const) {
      await platform.tenancy.tenants.setStatus(workspace.owner.tenant.id, status);
      const refusal = await remove(platform, account);
      expect(refusal?.code).toBe(`workspace_${status}`);
      expect(refusal?.message).toContain(workspace.slug);
      expect(await platform.catalog.account.count({ where: { id: account.id } })).toBe(1);
    }
    await platform.tenancy.tenants.setStatus(workspace.owner.tenant.id, "active");
    expect(await remove(platform, account)).toBeNull();
  });
});

describe("renaming oneself", () => {
  it("shows in each of one's workspaces and nobody else's name changes", async () => {
    const { platform } = installation();
    const person = newPerson();
    await signUp(platform, person);
    const claim = await logIn(platform, person);
    if (!claim) throw new Error("no session");
    const shared = await makeWorkspace(platform);
    await shared.join("member", "Unchanged");
    await shared.db.user.create({
      data: { accountId: claim.accountId, email: person.email, name: "Grace", role: "guest" },
    });
    const tenantId = shared.owner.tenant.id;
    await platform.catalog.membership.create({ data: { accountId: claim.accountId, tenantId } });

    const view = await updateAccount(platform, claim.accountId, { name: "Grace 🎉 Hopper" });
    expect(view).toMatchObject({ name: "Grace 🎉 Hopper", email: person.email });
    expect(await findSessionAccount(platform, claim)).toEqual(view);
    for (const { slug } of await listWorkspaces(platform, claim.accountId)) {
      const { actor } = await openWorkspace(platform, { accountId: claim.accountId, slug, requestId: null });
      expect(actor.name).toBe("Grace 🎉 Hopper");
    }
    expect((await listMembers(shared.owner)).members.map(({ name }) => name)).toEqual([
      "Ada",
      "Grace 🎉 Hopper",
      "Unchanged",
    ]);
    expect(await refusalOf(() => updateAccount(platform, claim.accountId, { name: " " }))).toMatchObject({
      fields: ["name"],
    });
  });
});
