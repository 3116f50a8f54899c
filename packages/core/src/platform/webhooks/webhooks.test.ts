import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { onAppended } from "../../audit/appended";
import { dayMs } from "../../durations";
import {
  createLabel,
  createProject,
  createTask,
  deleteProject,
  listDeliveries,
  listWebhooks,
  type MemberContext,
  updateMember,
} from "../../index";
import type { Role } from "../../rights";
import { openReceiver, type Receiver } from "../../testing/receiver";
import { refusalCode, refusalOf } from "../../testing/refusal";
import { useTestPlatform } from "../../testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "../../testing/test-workspace";
import { RefusalLog } from "../audit/refusals";
import { deleteAccount, leaveWorkspace, removeMember } from "../index";
import { backupTenant, copyTenant, restoreInto } from "../operators";
import type { Platform } from "../platform";
import { replayDelivery, testWebhook } from "./ask-again";
import { keepSending } from "./keep-sending";
import { createWebhook, deleteWebhook, updateWebhook } from "./save-webhook";
import { sendDue } from "./send-due";
import { signatureHeaders } from "./sign";

const installation = useTestPlatform();

let receiver: Receiver;
let workspace: TestWorkspace;
let url: string;
beforeEach(async () => {
  receiver = await openReceiver();
  url = `http://hooks.example:${receiver.port}/acre`;
  workspace = await makeWorkspace(installation().platform);
});
afterEach(() => receiver.close());

/** The installation in a network where every name stands for this machine, which is allowed. */
function near(): Platform {
  const resolve = async () => ["127.0.0.1"];
  return { ...installation().platform, webhookNetwork: { resolve, allowPrivate: true } };
}

const send = () => sendDue(near(), workspace.owner.tenant.id, () => false);
const bodies = () => receiver.received.map(({ body }) => JSON.parse(body));
const types = () => bodies().map(({ type }) => type);

async function failTimes(times: number): Promise<void> {
  receiver.answer(500, "out of order");
  for (let n = 0; n < times; n += 1) {
    await workspace.db.webhookDelivery.updateMany({
      where: { status: "pending" },
      data: { nextAt: new Date() },
    });
    await send();
  }
}

describe("a change", () => {
  it("is told of to the hooks that asked for it, signed, once it is kept", async () => {
    const { owner, projectId } = workspace;
    const hook = await createWebhook(near(), owner, { url, events: ["task.created"] });
    const task = await createTask(owner, { projectId, title: "Paint" });
    await createLabel(owner, { name: "Nobody asked for this" });
    await send();

    expect(bodies()).toEqual([
      {
        id: expect.any(String),
        type: "task.created",
        at: expect.any(String),
        actor: { kind: "member", id: owner.actor.id },
        resource: { type: "task", id: task.id },
        projectId,
        changes: { title: { before: null, after: "Paint" } },
      },
    ]);
    const [{ headers, body } = { headers: {}, body: "" }] = receiver.received;
    const id = String(headers["webhook-id"]);
    const at = new Date(Number(headers["webhook-timestamp"]) * 1000);
    expect(headers).toMatchObject(signatureHeaders(hook.secret, { id, body, at }));
    const { deliveries } = await listDeliveries(owner, { id: hook.id });
    expect(deliveries).toMatchObject([
      { id, event: "task.created", status: "delivered", attempts: 1, lastStatus: 204 },
    ]);
  });

  it("that is taken back is told to nobody", async () => {
    const { owner, projectId } = workspace;
    await createWebhook(near(), owner, { url, events: ["task.created"] });
    const allow = await workspace.refuseInserts("audit_log");
    await expect(createTask(owner, { projectId, title: "Never" })).rejects.toThrow();
    await allow();
    await send();
    expect(types()).toEqual([]);
  });

  it("is sent within seconds by a server, without anybody asking", async () => {
    const { owner } = workspace;
    const end = keepSending(near());
    try {
      await createWebhook(near(), owner, { url, events: ["label.created"] });
      await createLabel(owner, { name: "Soon" });
      await expect.poll(types, { timeout: 10_000 }).toEqual(["label.created"]);
    } finally {
      await end();
    }
  });

  it("is sent once, however many processes are at it", async () => {
    const { owner } = workspace;
    await createWebhook(near(), owner, { url, events: ["*"] });
    for (let n = 0; n < 6; n += 1) await createLabel(owner, { name: `Label ${n}` });
    await Promise.all([send(), send(), send()]);
    const ids = receiver.received.map(({ headers }) => headers["webhook-id"]);
    expect(ids.length).toBe(7);
    expect(new Set(ids).size).toBe(7);
  });
});

describe("what happens in a private project", () => {
  it("is told to a hook whose maker sees it, and to no other", async () => {
    const { owner, join } = workspace;
    const admin = await join("admin");
    const other = await openReceiver();
    await createWebhook(near(), owner, { url, events: ["task.created", "project.deleted"] });
    const theirs = `http://hooks.example:${other.port}/`;
    const { id } = await createWebhook(near(), admin, { url: theirs, events: ["*"] });
    const { id: projectId } = await createProject(owner, { name: "Secret", private: true });
    await createTask(owner, { projectId, title: "Secret task" });
    const where = { webhookId: id, event: { startsWith: "task." } };
    expect(await owner.db.webhookDelivery.count({ where })).toBe(0);
    await send();
    await deleteProject(owner, { id: projectId });
    await send();
    // Of what is gone nobody can tell any more who was to know.
    expect(types()).toEqual(["task.created"]);
    expect(other.received.map(({ body }) => body).join("")).not.toMatch(/Secret/);
    await other.close();
    // Nor is what was sent shown to whoever does not see the project.
    const { webhooks } = await listWebhooks(admin);
    for (const hook of webhooks) {
      const { deliveries } = await listDeliveries(admin, { id: hook.id });
      expect(JSON.stringify(deliveries)).not.toMatch(/Secret/);
    }
    expect(webhooks.map((hook) => hook.id)).toContain(id);
  });

  it("does not follow a hook that somebody else takes over", async () => {
    const { owner, join } = workspace;
    const admin = await join("admin");
    const { id } = await createWebhook(near(), owner, { url, events: ["task.created"] });
    const { id: projectId } = await createProject(owner, { name: "Secret", private: true });
    await createTask(owner, { projectId, title: "Secret task" });
    await updateWebhook(near(), admin, { id, url: `${url}/theirs` });
    await createTask(owner, { projectId, title: "Secret task" });
    await send();
    expect(types()).toEqual([]);
    const [delivery] = (await listDeliveries(owner, { id })).deliveries;
    expect(delivery).toMatchObject({ status: "failed", attempts: 0 });
    const replay = () => replayDelivery(near(), admin, { id, deliveryId: delivery?.id ?? "" });
    expect(await refusalCode(replay)).toBe("not_found");
  });
});

describe("a webhook whose maker", () => {
  const becomes = (role: Role) => async (maker: MemberContext) => {
    await updateMember(workspace.owner, { id: maker.actor.userId, role });
  };
  const ways: [string, (maker: MemberContext) => Promise<unknown>][] = [
    ["is a member now", becomes("member")],
    ["is a guest now", becomes("guest")],
    ["was removed", ({ actor }) => removeMember(near(), workspace.owner, { id: actor.userId })],
    ["has left", (maker) => leaveWorkspace(near(), maker)],
    [
      "deleted their account",
      async ({ db, actor }) => {
        const { accountId, email } = await db.user.findUniqueOrThrow({ where: { id: actor.userId } });
        await deleteAccount(near(), accountId ?? "", { confirmEmail: email });
      },
    ],
  ];

  it.each(ways)("%s is told of nothing more and switched off", async (_, end) => {
    const { owner, join, db } = workspace;
    const maker = await join("admin");
    const { id } = await createWebhook(near(), maker, { url, events: ["*"] });
    const { id: stays } = await createWebhook(near(), owner, { url: `${url}/stays`, events: ["*"] });
    await createLabel(owner, { name: "Before" });
    await send();
    const told = () => db.webhookDelivery.count({ where: { webhookId: id } });
    expect(await db.webhookDelivery.count({ where: { webhookId: id, status: "delivered" } })).toBe(3);

    await createLabel(owner, { name: "Waits" });
    await end(maker);
    await createLabel(owner, { name: "After" });
    // What waited is there still, and nothing has come to it.
    expect(await told()).toBe(4);
    await send();
    expect(await told()).toBe(4);
    expect(await db.webhookDelivery.findMany({ where: { webhookId: id, status: "failed" } })).toMatchObject([
      { event: "label.created", attempts: 0 },
    ]);
    const { webhooks } = await listWebhooks(owner);
    expect(webhooks.find((hook) => hook.id === id)).toMatchObject({
      active: false,
      disabledReason: "Whoever it acted for is no longer an owner or admin of this workspace.",
    });
    expect(webhooks.find((hook) => hook.id === stays)).toMatchObject({ active: true });
    const entries = await db.auditEvent.findMany({ where: { action: "webhook.disabled" } });
    expect(entries).toMatchObject([{ resourceId: id, actorKind: "system" }]);
    // The other one heard of all of it.
    const others = await db.webhookDelivery.findMany({ where: { webhookId: stays, status: "delivered" } });
    expect(others.filter(({ event }) => event === "label.created")).toHaveLength(3);
    expect(others.map(({ event }) => event)).toContain("webhook.disabled");
  });

  it("is gone has the senders look at once, and they look for nothing where all are there", async () => {
    const { owner, join } = workspace;
    const [maker, other] = [await join("admin"), await join("admin")];
    await createWebhook(near(), maker, { url, events: ["label.created"] });
    const heard: unknown[] = [];
    const end = onAppended(({ tenantId, queued }) => {
      if (tenantId === owner.tenant.id) heard.push(queued);
    });
    await becomes("member")(other);
    await becomes("member")(maker);
    end();
    expect(heard).toEqual([false, true]);
  });

  it("is an owner now goes on", async () => {
    const { owner, join } = workspace;
    const maker = await join("admin");
    const { id } = await createWebhook(near(), maker, { url, events: ["label.created"] });
    await becomes("owner")(maker);
    await createLabel(owner, { name: "After" });
    await send();
    expect(types()).toEqual(["label.created"]);
    expect((await listWebhooks(owner)).webhooks).toMatchObject([{ id, active: true }]);
  });

  it("is asked about at the moment of sending, too", async () => {
    const { owner, join, db } = workspace;
    const maker = await join("admin");
    const { id } = await createWebhook(near(), maker, { url, events: ["label.created"] });
    for (let n = 0; n < 5; n += 1) await createLabel(owner, { name: `Label ${n}` });
    // Four are sent at once; the maker goes before the fifth.
    const resolve = async () => {
      await db.user.update({ where: { id: maker.actor.userId }, data: { role: "guest" } });
      return ["127.0.0.1"];
    };
    const platform = { ...installation().platform, webhookNetwork: { resolve, allowPrivate: true } };
    await sendDue(platform, owner.tenant.id, () => false);
    const failed = await db.webhookDelivery.findMany({ where: { webhookId: id, status: "failed" } });
    expect(failed.length).toBeGreaterThan(0);
    expect(receiver.received.length + failed.length).toBe(5);
    expect(failed[0]?.lastError).toMatch(/no longer an owner or admin/);
  });

  it("is gone acts for whoever switches it on again", async () => {
    const { owner, join } = workspace;
    const maker = await join("admin");
    const { id } = await createWebhook(near(), maker, { url, events: ["label.created"] });
    await removeMember(near(), owner, { id: maker.actor.userId });
    await send();
    const ownerId = owner.actor.userId;
    const on = await updateWebhook(near(), owner, { id, active: true });
    expect(on).toMatchObject({ active: true, disabledReason: null, createdById: ownerId });
    await createLabel(owner, { name: "After" });
    await send();
    expect(types()).toEqual(["label.created"]);
    // One whose maker is there stays theirs.
    const other = await join("admin");
    expect(await updateWebhook(near(), other, { id, active: true })).toMatchObject({ createdById: ownerId });
  });
});

describe("what an outsider was refused", () => {
  it("is sent to nobody, beside what a member was", async () => {
    const { owner, slug } = workspace;
    await createWebhook(near(), owner, { url, events: ["access.refused"] });
    const { platform } = installation();
    const log = new RefusalLog(platform);
    const asked = { reason: "forbidden", method: "GET", route: "/api/v1/tasks" } as const;
    const nowhere = { resourceId: null, address: null, requestId: null };
    const { userId: id, name } = owner.actor;
    const tenant = { slug };
    log.record({ ...asked, ...nowhere, tenant, actor: { kind: "outsider", id: "an account" } });
    log.record({ ...asked, ...nowhere, tenant, actor: { kind: "member", id, name } });
    await log.close();
    await send();
    expect(await workspace.db.auditEvent.count({ where: { action: "access.refused" } })).toBe(2);
    expect(bodies()).toMatchObject([{ type: "access.refused", actor: { kind: "member", id } }]);
  });
});

describe("a receiver that fails", () => {
  it("is tried again later and later, and then no more, until somebody asks", async () => {
    const { owner } = workspace;
    const { id } = await createWebhook(near(), owner, { url, events: ["label.created"] });
    await createLabel(owner, { name: "Try" });
    await failTimes(1);
    const [first] = (await listDeliveries(owner, { id })).deliveries;
    expect(first).toMatchObject({
      status: "pending",
      attempts: 1,
      lastStatus: 500,
      lastError: "Answered 500. out of order",
    });
    expect(new Date(first?.nextAt ?? 0).getTime()).toBeGreaterThan(Date.now() + 50_000);
    await failTimes(6);
    const [last] = (await listDeliveries(owner, { id })).deliveries;
    expect(last).toMatchObject({ status: "failed", attempts: 7, nextAt: null });

    receiver.answer(200);
    await replayDelivery(near(), owner, { id, deliveryId: last?.id ?? "" });
    await send();
    expect((await listDeliveries(owner, { id })).deliveries).toMatchObject([
      { id: last?.id, status: "delivered", attempts: 1, lastError: null },
    ]);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"]))).toEqual(
      new Set([last?.id]),
    );
  });

  it("is switched off after days of it, with the reason, and not because of a single message", async () => {
    const { owner, db } = workspace;
    const { id } = await createWebhook(near(), owner, { url, events: ["label.created"] });
    await createLabel(owner, { name: "Old" });
    await failTimes(7);
    expect((await listWebhooks(owner)).webhooks).toMatchObject([{ active: true }]);
    const longAgo = new Date(Date.now() - 4 * dayMs);
    await db.webhookDelivery.updateMany({ data: { createdAt: longAgo } });
    await db.webhook.updateMany({ data: { updatedAt: longAgo } });
    await createLabel(owner, { name: "New" });
    await failTimes(1);
    expect((await listWebhooks(owner)).webhooks).toMatchObject([
      { active: false, disabledReason: expect.stringMatching(/3 days.*Answered 500/) },
    ]);
    const event = await db.auditEvent.findFirst({ where: { action: "webhook.disabled" } });
    expect(event).toMatchObject({ resourceId: id, actorKind: "system" });
    expect(await refusalCode(() => testWebhook(near(), owner, { id }))).toBe("invalid_input");
  });

  it("is not switched off for what failed before something arrived, or was never sent", async () => {
    const { owner, db } = workspace;
    const { id } = await createWebhook(near(), owner, { url, events: ["label.created"] });
    const daysAgo = (days: number) => new Date(Date.now() - days * dayMs);
    const row = { webhookId: id, event: "label.created", payload: "{}", lastError: "Then" };
    const gaveUp = { ...row, status: "failed", attempts: 7 };
    await db.webhookDelivery.create({ data: { ...gaveUp, createdAt: daysAgo(20) } });
    const { id: arrived } = await db.webhookDelivery.create({
      data: { ...row, status: "delivered", attempts: 1, createdAt: daysAgo(10), deliveredAt: daysAgo(10) },
    });
    // Cancelled, or refused before it was sent, after two attempts.
    await db.webhookDelivery.create({
      data: { ...row, status: "failed", attempts: 2, createdAt: daysAgo(8) },
    });
    await db.webhook.updateMany({ data: { updatedAt: daysAgo(25) } });
    await createLabel(owner, { name: "New" });
    await failTimes(1);
    const active = async () => (await listWebhooks(owner)).webhooks.map((hook) => hook.active);
    expect(await active()).toEqual([true]);
    // Nor when somebody asks for what arrived once more.
    await replayDelivery(near(), owner, { id, deliveryId: arrived });
    await failTimes(1);
    expect(await active()).toEqual([true]);
    await db.webhookDelivery.create({ data: { ...gaveUp, createdAt: daysAgo(9) } });
    await failTimes(1);
    expect(await active()).toEqual([false]);
  });

  it("and fails late says nothing of a message that was asked for again, or that another process sent", async () => {
    const { owner, db } = workspace;
    const { id } = await createWebhook(near(), owner, { url, events: ["label.created"] });
    await createLabel(owner, { name: "Late" });
    const { id: deliveryId } = await db.webhookDelivery.findFirstOrThrow({ where: { webhookId: id } });
    const meanwhile = (happens: () => Promise<unknown>): Platform => ({
      ...near(),
      webhookNetwork: {
        allowPrivate: true,
        resolve: async () => {
          await happens();
          throw new Error("There is no such name.");
        },
      },
    });
    let stop = false;
    const late = (happens: () => Promise<unknown>) => {
      stop = false;
      const end = async () => {
        await happens();
        stop = true;
      };
      return sendDue(meanwhile(end), owner.tenant.id, () => stop);
    };
    const now = () => db.webhookDelivery.findUniqueOrThrow({ where: { id: deliveryId } });

    await late(() => replayDelivery(near(), owner, { id, deliveryId }));
    expect(await now()).toMatchObject({ status: "pending", attempts: 0, lastError: null });

    const due = () => db.webhookDelivery.updateMany({ data: { nextAt: new Date() } });
    await late(async () => {
      await due();
      await send();
    });
    expect(await now()).toMatchObject({ status: "delivered", attempts: 2, lastError: null });

    // Beside one that nobody else saw to.
    await replayDelivery(near(), owner, { id, deliveryId });
    await late(async () => undefined);
    expect(await now()).toMatchObject({ status: "pending", attempts: 1, lastError: expect.any(String) });
  });

  it("is switched off at once when it says that it is gone", async () => {
    const { owner } = workspace;
    const { id } = await createWebhook(near(), owner, { url, events: ["label.created"] });
    receiver.answer(410);
    await testWebhook(near(), owner, { id });
    await send();
    expect((await listWebhooks(owner)).webhooks).toMatchObject([{ active: false }]);
    receiver.answer(204);
    await updateWebhook(near(), owner, { id, active: true });
    await testWebhook(near(), owner, { id });
    await send();
    expect(types()).toEqual(["webhook.test", "webhook.test"]);
  });

  it("is refused at delivery when its name has come to stand for this machine", async () => {
    const { owner } = workspace;
    const { platform } = installation();
    const far = (address: string) => ({
      ...platform,
      webhookNetwork: { resolve: async () => [address], allowPrivate: false },
    });
    const { id } = await createWebhook(far("8.8.8.8"), owner, {
      url: `https://rebinding.example:${receiver.port}/`,
      events: ["label.created"],
    });
    await createLabel(owner, { name: "Rebound" });
    await sendDue(far("127.0.0.1"), owner.tenant.id, () => false);
    expect(receiver.connections()).toBe(0);
    expect((await listDeliveries(owner, { id })).deliveries).toMatchObject([
      { status: "pending", lastError: "rebinding.example is not in the public internet." },
    ]);
  });
});

describe("a webhook", () => {
  it("cannot be made to call this machine or its network, in whatever spelling", async () => {
    const { owner } = workspace;
    const { platform } = installation();
    const addresses = [
      "https://127.0.0.1/",
      "https://[::1]/",
      "https://localhost/",
      "https://0x7f000001/",
      "https://169.254.169.254/latest",
      "https://10.0.0.1/",
      "http://8.8.8.8/",
      "https://a:b@8.8.8.8/",
      "8.8.8.8",
      "",
    ];
    for (const address of addresses) {
      const make = () => createWebhook(platform, owner, { url: address, events: ["*"] });
      expect(await refusalOf(make), address).toMatchObject({ code: "invalid_input", fields: ["url"] });
    }
    expect(await listWebhooks(owner)).toEqual({ webhooks: [], nextCursor: null });
    const { id } = await createWebhook(platform, owner, { url: "https://8.8.8.8/", events: ["*"] });
    const change = () => updateWebhook(platform, owner, { id, url: "https://127.0.0.1/" });
    expect(await refusalOf(change)).toMatchObject({ code: "invalid_input", fields: ["url"] });
  });

  it("shows its secret once, and its address to no log", async () => {
    const { owner, db } = workspace;
    const { secret, id } = await createWebhook(near(), owner, { url, events: ["*"] });
    expect(JSON.stringify(await listWebhooks(owner))).not.toContain(secret);
    await updateWebhook(near(), owner, { id, url: `${url}?token=hidden` });
    await deleteWebhook(owner, { id });
    const log = JSON.stringify(await db.auditEvent.findMany());
    expect(log).not.toContain("/acre");
    expect(log).not.toContain("hidden");
    expect(log).not.toContain(secret);
  });

  it("is for owners and admins", async () => {
    const { owner, join } = workspace;
    const { id } = await createWebhook(near(), owner, { url, events: ["*"] });
    const admin = await join("admin");
    expect(await refusalCode(() => createWebhook(near(), admin, { url, events: ["*"] }))).toBeNull();
    for (const role of ["member", "guest"] as const) {
      const ctx = await join(role);
      const calls = [
        () => listWebhooks(ctx),
        () => listDeliveries(ctx, { id }),
        () => createWebhook(near(), ctx, { url, events: ["*"] }),
        () => updateWebhook(near(), ctx, { id, active: false }),
        () => deleteWebhook(ctx, { id }),
        () => testWebhook(near(), ctx, { id }),
        () => replayDelivery(near(), ctx, { id, deliveryId: id }),
      ];
      for (const call of calls) expect(await refusalCode(call)).toBe("forbidden");
    }
  });

  it("is silent in a copy, and does not send again what a restored backup had waiting", async () => {
    const { platform } = installation();
    const { owner, slug, db } = workspace;
    const operator = { platform, actor: "cli" };
    await createWebhook(near(), owner, { url, events: ["*"] });
    const { id } = await backupTenant(operator, slug);
    await send();
    expect(types()).toEqual(["webhook.created"]);

    const copy = await copyTenant(operator, slug, { slug: `${slug}_copy` });
    const copied = await platform.tenancy.connectById(copy.id);
    expect(await copied.webhook.findMany()).toMatchObject([{ active: false }]);
    await restoreInto(operator, { backup: id }, { into: slug });
    await send();
    expect(types()).toEqual(["webhook.created"]);
    expect(await db.webhookDelivery.count({ where: { status: "pending" } })).toBe(0);
  });
});
