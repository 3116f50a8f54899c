import { beforeAll, describe, expect, it } from "vitest";
import { createTask, listProjects } from "../../index";
import type { KeyScope } from "../../rights";
import { refusalCode } from "../../testing/refusal";
import { useTestPlatform } from "../../testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "../../testing/test-workspace";
import {
  createApiKey,
  listApiKeys,
  openWorkspace,
  openWorkspaceByKey,
  renameTenant,
  revokeApiKey,
  rotateApiKey,
  setTenantStatus,
} from "..";

const installation = useTestPlatform();
let workspace: TestWorkspace;
const platform = () => installation().platform;

beforeAll(async () => {
  workspace = await makeWorkspace(platform());
});

const open = (key: string, slug: string | null = null) =>
  openWorkspaceByKey(platform(), { key, slug, requestId: "by key", address: null });
const codeOf = (key: string, slug: string | null = null) => refusalCode(() => open(key, slug));
const make = (ctx = workspace.owner, scopes: KeyScope[] = ["projects:read"], expiresAt?: string) =>
  createApiKey(platform(), ctx, { name: "Nightly import", scopes, ...(expiresAt ? { expiresAt } : {}) });

describe("a key", () => {
  it("opens its workspace for its maker, with its scopes and no more", async () => {
    const { key, id } = await make();
    const ctx = await open(key);
    expect(ctx.actor).toEqual({
      kind: "key",
      id,
      userId: workspace.owner.actor.userId,
      name: "Nightly import",
      role: "owner",
    });
    expect([...ctx.rights]).toEqual(["projects:read"]);
    expect((await listProjects(ctx)).projects.map((project) => project.id)).toContain(workspace.projectId);
    expect(await refusalCode(() => createTask(ctx, { projectId: workspace.projectId, title: "No" }))).toBe(
      "forbidden",
    );
  });

  it("acts as itself in the log, and what it makes is its maker's", async () => {
    const { key, id } = await make(workspace.owner, ["tasks:write"]);
    const task = await createTask(await open(key), { projectId: workspace.projectId, title: "By program" });
    expect(task.creatorId).toBe(workspace.owner.actor.userId);
    const event = await workspace.db.auditEvent.findFirstOrThrow({ where: { resourceId: task.id } });
    expect(event).toMatchObject({ actorKind: "key", actorId: id, actorName: "Nightly import" });
  });

  it("is kept nowhere: neither in the catalog nor in the workspace", async () => {
    const { key, prefix } = await make();
    const secret = key.slice(prefix.length);
    const kept = JSON.stringify([
      await platform().catalog.apiKey.findMany(),
      await workspace.db.auditEvent.findMany(),
      await listApiKeys(platform(), workspace.owner),
    ]);
    expect(key).toMatch(new RegExp(`^pk_${workspace.slug}_[0-9a-f]{48}$`));
    expect(kept).toContain(prefix);
    expect(kept).not.toContain(secret);
  });

  it("opens no other workspace, whatever the caller names", async () => {
    const other = await makeWorkspace(platform(), "Another");
    const { key } = await make();
    expect(await codeOf(key, workspace.slug)).toBeNull();
    expect(await codeOf(key, other.slug)).toBe("forbidden");
    expect(await codeOf(key, "no_such_place")).toBe("forbidden");
  });

  it("survives a new slug of its workspace", async () => {
    const renamed = await makeWorkspace(platform(), "Old name");
    const { key } = await make(renamed.owner);
    await renameTenant({ platform: platform(), actor: "cli" }, renamed.slug, "quite_new_name");
    expect((await open(key, "quite_new_name")).tenant.slug).toBe("quite_new_name");
    expect(await codeOf(key, renamed.slug)).toBe("forbidden");
  });
});

describe("the end of a key", () => {
  it("is its revocation, on the next call, and once told", async () => {
    const { key, id } = await make();
    expect(await codeOf(key)).toBeNull();
    await revokeApiKey(platform(), workspace.owner, { id });
    expect(await codeOf(key)).toBe("unauthenticated");
    await revokeApiKey(platform(), workspace.owner, { id });
    const events = await workspace.db.auditEvent.findMany({ where: { resourceId: id } });
    expect(events.map(({ action }) => action).sort()).toEqual(["key.created", "key.revoked"]);
    expect(await refusalCode(() => rotateApiKey(platform(), workspace.owner, { id }))).toBe("not_found");
  });

  it("is its time", async () => {
    const { key, id } = await make(
      workspace.owner,
      ["tasks:read"],
      new Date(Date.now() + 60_000).toISOString(),
    );
    expect(await codeOf(key)).toBeNull();
    await platform().catalog.apiKey.update({ where: { id }, data: { expiresAt: new Date() } });
    expect(await codeOf(key)).toBe("unauthenticated");
  });

  it("is another secret", async () => {
    const { key, id } = await make();
    const { key: next } = await rotateApiKey(platform(), workspace.owner, { id });
    expect(await codeOf(key)).toBe("unauthenticated");
    expect((await open(next)).actor.id).toBe(id);
  });

  for (const [what, end] of [
    [
      "inactive",
      (userId: string) => workspace.db.user.update({ where: { id: userId }, data: { active: false } }),
    ],
    [
      "no longer let in by the catalog",
      async (userId: string) => {
        const { accountId } = await workspace.db.user.findUniqueOrThrow({ where: { id: userId } });
        return platform().catalog.membership.deleteMany({ where: { accountId: accountId ?? "" } });
      },
    ],
  ] as const) {
    it(`is its maker's, when they are ${what}`, async () => {
      const admin = await workspace.join("admin");
      const { key } = await make(admin);
      expect(await codeOf(key)).toBeNull();
      await end(admin.actor.userId);
      expect(await codeOf(key)).toBe("unauthenticated");
    });
  }

  it("is the same refusal for a key that never was", async () => {
    expect(await codeOf(`pk_${workspace.slug}_${"0".repeat(48)}`)).toBe("unauthenticated");
    expect(await codeOf("")).toBe("unauthenticated");
  });

  it("does not wait for a workspace that can be written to", async () => {
    const closing = await makeWorkspace(platform(), "Closing");
    const { key, id } = await make(closing.owner);
    await setTenantStatus({ platform: platform(), actor: "cli" }, closing.slug, "read_only");
    const { accountId } = await closing.db.user.findFirstOrThrow();
    const ctx = await openWorkspace(platform(), {
      accountId: accountId ?? "",
      slug: closing.slug,
      requestId: null,
    });
    expect(await codeOf(key)).toBeNull();
    await revokeApiKey(platform(), ctx, { id });
    expect(await codeOf(key)).toBe("unauthenticated");
  });
});

describe("the rights of a key", () => {
  it("shrink with its maker's", async () => {
    const admin = await workspace.join("admin");
    const { key } = await make(admin, ["projects:delete", "projects:read"]);
    expect([...(await open(key)).rights]).toEqual(["projects:read", "projects:delete"]);
    await workspace.db.user.update({ where: { id: admin.actor.userId }, data: { role: "guest" } });
    expect([...(await open(key)).rights]).toEqual(["projects:read"]);
  });

  it("are never more than its maker has", async () => {
    const admin = await workspace.join("admin");
    expect(await refusalCode(() => make(admin, ["export:read"]))).toBe("invalid_input");
    expect(await refusalCode(() => make(workspace.owner, ["export:read"]))).toBeNull();
  });

  it("are nobody's to take over: only its maker gives it another secret, any admin ends it", async () => {
    const admin = await workspace.join("admin");
    const { id } = await make(workspace.owner, ["export:read"]);
    expect(await refusalCode(() => rotateApiKey(platform(), admin, { id }))).toBe("forbidden");
    expect(await refusalCode(() => revokeApiKey(platform(), admin, { id }))).toBeNull();
  });

  it("do not reach keys", async () => {
    const ctx = await open((await make(workspace.owner, ["settings:write"])).key);
    expect(await refusalCode(() => make(ctx))).toBe("forbidden");
    expect(await refusalCode(() => listApiKeys(platform(), ctx))).toBe("forbidden");
  });

  for (const role of ["member", "guest"] as const) {
    it(`are not a ${role}'s to give`, async () => {
      const ctx = await workspace.join(role);
      const { id } = await make();
      expect(await refusalCode(() => make(ctx))).toBe("forbidden");
      expect(await refusalCode(() => listApiKeys(platform(), ctx))).toBe("forbidden");
      expect(await refusalCode(() => rotateApiKey(platform(), ctx, { id }))).toBe("forbidden");
      expect(await refusalCode(() => revokeApiKey(platform(), ctx, { id }))).toBe("forbidden");
    });
  }
});

describe("the list of keys", () => {
  it("is the workspace's own, newest first, in pages", async () => {
    const own = await makeWorkspace(platform(), "Lister");
    const made = [await make(own.owner), await make(own.owner), await make(own.owner)].map(({ id }) => id);
    const first = await listApiKeys(platform(), own.owner, { limit: 2 });
    const second = await listApiKeys(platform(), own.owner, { limit: 2, cursor: first.nextCursor ?? "" });
    expect([...first.apiKeys, ...second.apiKeys].map(({ id }) => id)).toEqual(made.reverse());
    expect(second.nextCursor).toBeNull();
    expect(await refusalCode(() => rotateApiKey(platform(), own.owner, { id: made[0] ?? "" }))).toBeNull();
    const { owner } = workspace;
    expect(await refusalCode(() => rotateApiKey(platform(), owner, { id: made[0] ?? "" }))).toBe("not_found");
    expect(await refusalCode(() => revokeApiKey(platform(), owner, { id: made[0] ?? "" }))).toBe("not_found");
  });

  it("says when a key was last used, at most once a minute", async () => {
    const { key, id } = await make();
    const usedAt = async () =>
      (await platform().catalog.apiKey.findUniqueOrThrow({ where: { id } })).lastUsedAt;
    await Promise.all([open(key), open(key)]);
    await expect.poll(usedAt).not.toBeNull();
    const noted = await usedAt();
    await open(key);
    expect(await usedAt()).toEqual(noted);
    const before = new Date(Date.now() - 61_000);
    await platform().catalog.apiKey.update({ where: { id }, data: { lastUsedAt: before } });
    await open(key);
    await expect.poll(usedAt).not.toEqual(before);
  });
});
