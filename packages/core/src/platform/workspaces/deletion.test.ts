import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { dayMs } from "../../durations";
import {
  createProject,
  getSettings,
  type MemberContext,
  requireRight,
  type TenantContext,
  updateSettings,
} from "../../index";
import { rightsOf } from "../../rights";
import { dumpTables } from "../../testing/dump";
import { refusalCode, refusalOf } from "../../testing/refusal";
import { useTestPlatform } from "../../testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "../../testing/test-workspace";
import { updateAccount } from "../accounts/update-account";
import {
  addWorkspace,
  eraseNow,
  keepWorkspace,
  listWorkspaces,
  openWorkspace,
  requestDeletion,
} from "../index";
import { setTenantStatus } from "../operators/set-tenant-status";
import { eraseDue } from "./erase-due";

const installation = useTestPlatform();

describe("deleting a workspace", () => {
  it("closes it to writers, in the database itself, until an owner keeps it", async () => {
    const { platform } = installation();
    const workspace = await makeWorkspace(platform, unique());
    const member = await workspace.join("member");
    const { deleteAt } = await requestDeletion(platform, workspace.owner, { confirm: workspace.slug });
    expect(Math.abs(Date.parse(deleteAt ?? "") - Date.now() - 7 * dayMs)).toBeLessThan(60_000);

    const [owner, other] = [await reopened(workspace.owner), await reopened(member)];
    expect(other.tenant).toMatchObject({ readOnly: true, deleteAt: new Date(deleteAt ?? "") });
    expect(await refusalCode(() => createProject(other, { name: "Late" }))).toBe("workspace_read_only");
    await expect(workspace.db.project.updateMany({ data: { name: "Late" } })).rejects.toThrow(/read/i);
    expect((await getSettings(other)).name).toBe((await getSettings(owner)).name);

    expect(await keepWorkspace(platform, owner)).toEqual({ slug: workspace.slug, deleteAt: null });
    expect((await createProject(await reopened(member), { name: "In time" })).name).toBe("In time");
    expect(await actionsOf(workspace)).toEqual([
      "workspace.deletion_requested",
      "workspace.deletion_cancelled",
      "project.created",
    ]);
    expect(await operatorActions(workspace)).toEqual([
      "tenant.deletion_requested",
      "tenant.deletion_cancelled",
    ]);
  });

  it("is an owner's alone, and so is keeping it", async () => {
    const { platform } = installation();
    const workspace = await makeWorkspace(platform, unique());
    const confirm = workspace.slug;
    for (const role of ["admin", "member", "guest"] as const) {
      const ctx = await workspace.join(role);
      expect(await refusalCode(() => requestDeletion(platform, ctx, { confirm }))).toBe("forbidden");
    }
    expect(await fateOf(workspace)).toEqual({ status: "active", deleteAt: null });
    await requestDeletion(platform, workspace.owner, { confirm });
    const asked = await fateOf(workspace);
    for (const role of ["admin", "member", "guest"] as const) {
      const ctx = { ...(await reopened(workspace.owner)), rights: rightsOf(role) };
      expect(await refusalCode(() => keepWorkspace(platform, ctx))).toBe("forbidden");
    }
    expect(await fateOf(workspace)).toEqual(asked);
    await keepWorkspace(platform, await reopened(workspace.owner));
    expect(await fateOf(workspace)).toEqual({ status: "active", deleteAt: null });
  });

  it("asks for the workspace's own address", async () => {
    const { platform } = installation();
    const workspace = await makeWorkspace(platform, unique());
    const before = await dumpTables(workspace.db);
    for (const confirm of ["", workspace.slug.toUpperCase(), "another_one", ` ${workspace.slug} x`]) {
      const refusal = await refusalOf(() => requestDeletion(platform, workspace.owner, { confirm }));
      expect(refusal).toMatchObject({ code: "invalid_input", fields: ["confirm"] });
    }
    expect(await dumpTables(workspace.db)).toEqual(before);
    expect(await fateOf(workspace)).toEqual({ status: "active", deleteAt: null });
  });

  it("keeps its date when it is asked for again, and finishes what was cut off", async () => {
    const { platform } = installation();
    const workspace = await makeWorkspace(platform, unique());
    const confirm = workspace.slug;
    const first = await requestDeletion(platform, workspace.owner, { confirm });
    // As a process leaves it that dies before it closed the workspace.
    await platform.tenancy.tenants.setStatus(workspace.owner.tenant.id, "active");
    const open = await reopened(workspace.owner);
    expect(await refusalCode(() => updateSettings(open, { name: "Late" }))).toBe("workspace_read_only");
    expect(await requestDeletion(platform, open, { confirm })).toEqual(first);
    expect((await fateOf(workspace))?.status).toBe("read_only");

    await platform.tenancy.tenants.setStatus(workspace.owner.tenant.id, "active");
    await eraseDue(platform);
    expect(await fateOf(workspace)).toEqual({
      status: "read_only",
      deleteAt: new Date(first.deleteAt ?? ""),
    });
  });

  it("is refused where an operator made the workspace read-only, which stays so", async () => {
    const { platform } = installation();
    const workspace = await makeWorkspace(platform, unique());
    await setTenantStatus({ platform, actor: "cli" }, workspace.slug, "read_only");
    const owner = await reopened(workspace.owner);
    const confirm = workspace.slug;
    expect(await refusalCode(() => requestDeletion(platform, owner, { confirm }))).toBe(
      "workspace_read_only",
    );
    expect(await keepWorkspace(platform, owner)).toEqual({ slug: workspace.slug, deleteAt: null });
    expect(await fateOf(workspace)).toEqual({ status: "read_only", deleteAt: null });
  });

  it("leaves its members' other workspaces and names alone", async () => {
    const { platform } = installation();
    const workspace = await makeWorkspace(platform, unique());
    const account = await accountOf(workspace.owner);
    const other = await addWorkspace(platform, account, { companyName: unique() });
    await requestDeletion(platform, workspace.owner, { confirm: workspace.slug });
    await updateAccount(platform, account.id, { name: "Renamed" });
    const ctx = await openWorkspace(platform, { accountId: account.id, slug: other.tenant, requestId: null });
    expect(ctx.actor.name).toBe("Renamed");
    expect((await reopened(workspace.owner)).actor.name).toBe(workspace.owner.actor.name);
  });
});

describe("a workspace whose time is up", () => {
  it("is gone for everybody at that moment, and not a moment before", async () => {
    const { platform } = installation();
    const workspace = await makeWorkspace(platform, unique());
    const { id: accountId } = await accountOf(workspace.owner);
    await requestDeletion(platform, workspace.owner, { confirm: workspace.slug });
    const owner = await reopened(workspace.owner);
    expect(await slugsOf(accountId)).toEqual([workspace.slug]);

    await moveDate(workspace, new Date(Date.now() - 1));
    expect(await refusalCode(() => reopened(workspace.owner))).toBe("forbidden");
    expect(await slugsOf(accountId)).toEqual([]);
    expect(await refusalCode(() => keepWorkspace(platform, owner))).toBe("forbidden");
    // Whoever began to keep it in time is let finish.
    expect(await eraseDue(platform)).toBe(0);
  });

  it("is erased with its memberships, its name rests, and others stay", async () => {
    const { platform } = installation();
    const [workspace, waiting] = [
      await makeWorkspace(platform, unique()),
      await makeWorkspace(platform, unique()),
    ];
    const { id } = workspace.owner.tenant;
    const account = await accountOf(workspace.owner);
    for (const { owner, slug } of [workspace, waiting])
      await requestDeletion(platform, owner, { confirm: slug });
    await moveDate(workspace, new Date(Date.now() - 120_000));

    const stop = eraseNow(platform);
    await stop();
    expect(await platform.catalog.tenant.count({ where: { id } })).toBe(0);
    expect(await platform.catalog.membership.count({ where: { tenantId: id } })).toBe(0);
    await expect(workspace.db.project.count()).rejects.toMatchObject({ code: "tenant_not_found" });
    const again = await addWorkspace(platform, account, { companyName: workspace.slug });
    expect(again.tenant).not.toBe(workspace.slug);
    expect(await operatorActions(workspace)).toEqual(["tenant.deletion_requested", "tenant.deleted"]);
    expect((await reopened(waiting.owner)).tenant.readOnly).toBe(true);
  });
});

describe("a read-only workspace", () => {
  it("leaves the rights that change nothing in it, and the way back", () => {
    const left = [...rightsOf("owner")].filter((right) => {
      expect(() => requireRight(contextWith(false), right)).not.toThrow();
      try {
        requireRight(contextWith(true), right);
        return true;
      } catch {
        return false;
      }
    });
    expect(left).toEqual([
      "projects:read",
      "tasks:read",
      "trash:read",
      "members:read",
      "settings:read",
      "keys:read",
      "keys:revoke",
      "audit:read",
      "webhooks:read",
      "export:read",
      "workspace:delete",
    ]);
  });
});

function contextWith(readOnly: boolean): TenantContext {
  return {
    db: Object.create(null),
    tenant: { id: "", slug: "", engine: "sqlite", readOnly, trialEnded: false, deleteAt: null },
    actor: { kind: "member", id: "", userId: "", name: "", role: "owner" },
    rights: rightsOf("owner"),
    requestId: null,
    address: null,
  };
}

function unique(): string {
  return `Deleted ${randomUUID().slice(0, 8)}`;
}

async function accountOf({ actor, db }: MemberContext) {
  const { accountId } = await db.user.findUniqueOrThrow({ where: { id: actor.userId } });
  const where = { id: accountId ?? "" };
  return installation().platform.catalog.account.findUniqueOrThrow({ where });
}

/** The same person's context, as their next request gets it. */
async function reopened(ctx: MemberContext): Promise<MemberContext> {
  const { id: accountId } = await accountOf(ctx);
  return openWorkspace(installation().platform, { accountId, slug: ctx.tenant.slug, requestId: null });
}

function fateOf({ owner }: TestWorkspace) {
  const { tenant } = installation().platform.catalog;
  return tenant.findUnique({ where: { id: owner.tenant.id }, select: { status: true, deleteAt: true } });
}

async function moveDate({ owner }: TestWorkspace, deleteAt: Date): Promise<void> {
  const { tenant } = installation().platform.catalog;
  await tenant.update({ where: { id: owner.tenant.id }, data: { deleteAt } });
}

async function slugsOf(accountId: string): Promise<string[]> {
  return (await listWorkspaces(installation().platform, accountId)).map(({ slug }) => slug);
}

async function actionsOf({ db }: TestWorkspace): Promise<string[]> {
  const events = await db.auditEvent.findMany({ orderBy: { id: "asc" } });
  return events.map(({ action }) => action).slice(-3);
}

async function operatorActions({ owner }: TestWorkspace): Promise<string[]> {
  const { operatorEvent } = installation().platform.catalog;
  const events = await operatorEvent.findMany({
    where: { tenantId: owner.tenant.id },
    orderBy: { id: "asc" },
  });
  for (const { detail } of events) expect(detail).toContain('"outcome":"done"');
  return events.map(({ action }) => action);
}
