import { Readable } from "node:stream";
import { setTimeout as passing } from "node:timers/promises";
import { verifyBundle } from "@acre/tenancy";
import { describe, expect, it } from "vitest";
import { refusalCode } from "../../testing/refusal";
import { useTestPlatform } from "../../testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "../../testing/test-workspace";
import { exportWorkspace, openWorkspace } from "../index";

const installation = useTestPlatform();

describe("downloading a workspace", () => {
  it("gives its owner a bundle that verifies, of everything in it and of nothing else", async () => {
    const { platform } = installation();
    const workspace = await makeWorkspace(platform, "Everything");
    const member = await workspace.join("member");
    const project = { key: "PRIV", name: "Private", ownerId: member.actor.userId, private: true };
    await workspace.db.project.create({ data: project });

    const { body, fileName } = await exportWorkspace(platform, workspace.owner);
    const { tenant, checksums } = await verifyBundle(Readable.from(body));
    expect(tenant).toEqual({ id: workspace.owner.tenant.id, slug: workspace.slug });
    expect(fileName).toBe(`${workspace.slug}-${new Date().toISOString().slice(0, 10)}.bundle`);
    const rows = Object.fromEntries(checksums.map(({ table, rows: count }) => [table, count]));
    expect(rows).toMatchObject({
      projects: await workspace.db.project.count(),
      tasks: await workspace.db.task.count(),
      users: 2,
      company_settings: 1,
    });
    const event = await workspace.db.auditEvent.findFirst({ orderBy: { id: "desc" } });
    expect(event).toMatchObject({ action: "workspace.exported", actorId: workspace.owner.actor.userId });
    await expect.poll(() => outcomesOf(workspace)).toEqual(["done"]);
  });

  it("is an owner's alone", async () => {
    const { platform } = installation();
    const workspace = await makeWorkspace(platform, "Owners Only");
    for (const role of ["admin", "member", "guest"] as const) {
      const ctx = await workspace.join(role);
      expect(await refusalCode(() => exportWorkspace(platform, ctx))).toBe("forbidden");
    }
    expect(await outcomesOf(workspace)).toEqual([]);
    const owner = await workspace.join("owner");
    await verifyBundle(Readable.from((await exportWorkspace(platform, owner)).body));
  });

  it("works in a read-only workspace, where the operators' log alone can tell of it", async () => {
    const { platform } = installation();
    const workspace = await makeWorkspace(platform, "Read Only");
    const events = await workspace.db.auditEvent.count();
    await platform.tenancy.tenants.setStatus(workspace.owner.tenant.id, "read_only");
    const { accountId } = await workspace.db.user.findUniqueOrThrow({
      where: { id: workspace.owner.actor.userId },
    });
    const owner = await openWorkspace(platform, {
      accountId: accountId ?? "",
      slug: workspace.slug,
      requestId: null,
    });
    await verifyBundle(Readable.from((await exportWorkspace(platform, owner)).body));
    expect(await workspace.db.auditEvent.count()).toBe(events);
    await expect.poll(() => outcomesOf(workspace)).toEqual(["done"]);
  });

  for (const how of ["cancelled", "aborted"] as const) {
    it(`ends when it is ${how}, one at a time`, async () => {
      const { platform, log } = installation();
      const workspace = await makeWorkspace(platform, `Broken Off ${how}`);
      await fillUp(workspace);
      const aborting = new AbortController();
      const { body } = await exportWorkspace(platform, workspace.owner, { signal: aborting.signal });
      expect(await refusalCode(() => exportWorkspace(platform, workspace.owner))).toBe("unavailable");

      if (how === "aborted") aborting.abort();
      else await body.cancel();
      await expect.poll(() => outcomesOf(workspace)).toEqual(["failed", "failed"]);
      if (how === "aborted") await expect(verifyBundle(Readable.from(body))).rejects.toThrow();
      expect(log.filter((line) => line.includes("broke off"))).toEqual([]);
      await verifyBundle(Readable.from((await exportWorkspace(platform, workspace.owner)).body));
    });
  }

  it("ends when nobody reads on, and says so", async () => {
    const { platform, log } = installation();
    const workspace = await makeWorkspace(platform, "Stalled");
    await fillUp(workspace);
    const { body } = await exportWorkspace(platform, workspace.owner, { patienceMs: 50 });
    await expect.poll(() => outcomesOf(workspace)).toEqual(["failed"]);
    await expect(verifyBundle(Readable.from(body))).rejects.toThrow("Nobody read on");
    const told = () => log.filter((line) => line.includes(workspace.slug) && line.includes("broke off"));
    await expect.poll(() => told().length).toBe(1);
  });

  it("fails nothing later when it was refused", async () => {
    const { platform } = installation();
    const workspace = await makeWorkspace(platform, "Refused Twice");
    await fillUp(workspace);
    const { body } = await exportWorkspace(platform, workspace.owner);
    const uncaught: unknown[] = [];
    const hear = (error: unknown) => uncaught.push(error);
    process.on("uncaughtExceptionMonitor", hear);
    try {
      const impatient = { patienceMs: 50 };
      expect(await refusalCode(() => exportWorkspace(platform, workspace.owner, impatient))).toBe(
        "unavailable",
      );
      // Begun later and longer, it ends later.
      await passing(100);
      expect(uncaught).toEqual([]);
    } finally {
      process.off("uncaughtExceptionMonitor", hear);
      await body.cancel();
    }
    await expect.poll(() => outcomesOf(workspace)).toEqual(["failed", "failed"]);
  });

  it("fails before the first byte when there is nothing to be read", async () => {
    const { platform } = installation();
    const workspace = await makeWorkspace(platform, "Not There");
    await platform.tenancy.tenants.delete(workspace.owner.tenant.id);
    const nowhere = { ...workspace.owner, tenant: { ...workspace.owner.tenant, readOnly: true } };
    await expect(exportWorkspace(platform, nowhere)).rejects.toMatchObject({ code: "tenant_not_found" });
  });
});

// More than all buffers on the way hold, in texts that do not compress.
async function fillUp({ db, projectId, owner }: TestWorkspace): Promise<void> {
  const creatorId = owner.actor.userId;
  const description = () => Array.from({ length: 3000 }, () => Math.random().toString(36)).join("");
  for (let batch = 0; batch < 5; batch++) {
    const data = Array.from({ length: 20 }, (_, index) => {
      const number = 1000 + batch * 20 + index;
      return { projectId, number, title: "Filler", creatorId, position: number, description: description() };
    });
    await db.task.createMany({ data });
  }
}

async function outcomesOf({ owner }: TestWorkspace): Promise<unknown[]> {
  const { operatorEvent } = installation().platform.catalog;
  const where = { tenantId: owner.tenant.id, action: "tenant.exported" };
  const events = await operatorEvent.findMany({ where });
  return events.map(({ detail }) => JSON.parse(detail).outcome);
}
