import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  createLabel,
  createProject,
  createTask,
  deleteProject,
  listDeliveries,
  listWebhooks,
} from "../../index";
import { openReceiver, type Receiver } from "../../testing/receiver";
import { refusalCode, refusalOf } from "../../testing/refusal";
import { useTestPlatform } from "../../testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "../../testing/test-workspace";
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
    expect(delivery).toMatchObject({ status: "failed", attempts: 1 });
    const replay = () => replayDelivery(near(), admin, { id, deliveryId: delivery?.id ?? "" });
    expect(await refusalCode(replay)).toBe("not_found");
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
    const longAgo = new Date(Date.now() - 4 * 24 * 3600_000);
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
