import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { chainBegan, entryHash } from "../../audit/chain";
import { createLabel, createTask, updateSettings } from "../../index";
import { bootTestPlatform, temporaryFolder } from "../../testing/boot-test-platform";
import { useTestPlatform } from "../../testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "../../testing/test-workspace";
import { backupTenant, copyTenant, restoreInto } from "../operators";
import { moveAnchor, readAnchor } from "./anchor";
import { settleCutOff } from "./restored";
import { verifyAudit } from "./verify-audit";

// After the first of these kills the next start waits for as long as a lease lasts.
const kills: [killed: string, entries: number][] = process.env.ACRE_TEST_FULL
  ? [
      ["before", 4],
      ["after", 3],
    ]
  : [["after", 3]];
const fixture = fileURLToPath(new URL("./killed-restore.fixture.ts", import.meta.url));

const installation = useTestPlatform();

/** A workspace whose log has entries 1 to 8, and is anchored. */
async function writtenWorkspace(): Promise<TestWorkspace> {
  const workspace = await makeWorkspace(installation().platform);
  for (let n = 2; n <= 8; n += 1) await createLabel(workspace.owner, { name: `Label ${n}` });
  await anchor(workspace);
  return workspace;
}

function anchor({ owner, db }: TestWorkspace) {
  return moveAnchor(installation().platform.catalog, owner.tenant.id, db);
}

async function problemsOf({ slug }: TestWorkspace): Promise<[number | null, string][]> {
  const { problems } = await verifyAudit(installation().platform, slug);
  return problems.map(({ seq, problem }) => [seq, problem]);
}

describe("a log nobody touched", () => {
  it("is whole, from its first entry on", async () => {
    const workspace = await writtenWorkspace();
    const report = await verifyAudit(installation().platform, workspace.slug);
    expect(report).toMatchObject({ entries: 8, earlier: 0, problems: [], restoredAt: null });
    expect(report.anchor?.seq).toBe(8);
    expect(report.head?.hash).toBe(report.anchor?.hash);
  });

  it("is whole with names that no database keeps as they came", async () => {
    const workspace = await writtenWorkspace();
    const actor = { ...workspace.owner.actor, name: "A\0da \ud800" };
    await createLabel({ ...workspace.owner, actor }, { name: "Odd" });
    expect(await problemsOf(workspace)).toEqual([]);
  });

  it("is anchored a moment after a change, without anybody asking", async () => {
    const { platform } = installation();
    const workspace = await makeWorkspace(platform);
    await createLabel(workspace.owner, { name: "Soon" });
    await expect
      .poll(async () => (await readAnchor(platform.catalog, workspace.owner.tenant.id, workspace.db))?.seq, {
        timeout: 5000,
      })
      .toBe(2);
  });
});

describe("what was done to a log is found:", () => {
  it("an edited entry", async () => {
    const workspace = await writtenWorkspace();
    await workspace.db.auditEvent.update({ where: { seq: 4 }, data: { actorName: "Somebody else" } });
    expect(await problemsOf(workspace)).toEqual([[4, "edited"]]);
  });

  it("an edited entry whose hash was made anew, by the one after it", async () => {
    const workspace = await writtenWorkspace();
    await rewrite(workspace, 4, 4);
    expect(await problemsOf(workspace)).toEqual([[5, "edited"]]);
  });

  it("a deleted one in the middle", async () => {
    const workspace = await writtenWorkspace();
    await workspace.db.auditEvent.delete({ where: { seq: 4 } });
    expect(await problemsOf(workspace)).toEqual([[4, "deleted"]]);
  });

  it("a deleted one, the rest numbered anew", async () => {
    const workspace = await writtenWorkspace();
    const { db } = workspace;
    await db.auditEvent.delete({ where: { seq: 4 } });
    for (let seq = 5; seq <= 8; seq += 1)
      await db.auditEvent.update({ where: { seq }, data: { seq: seq - 1 } });
    expect(await problemsOf(workspace)).toEqual([
      [4, "deleted"],
      [8, "truncated"],
    ]);
  });

  it("a truncated end, by the head", async () => {
    const workspace = await writtenWorkspace();
    await workspace.db.auditEvent.deleteMany({ where: { seq: { gte: 7 } } });
    expect(await problemsOf(workspace)).toEqual([[7, "truncated"]]);
  });

  it("a truncated end, by the anchor, when the head was set back too", async () => {
    const workspace = await writtenWorkspace();
    await truncate(workspace);
    expect(await problemsOf(workspace)).toEqual([[7, "truncated"]]);
  });

  it("a truncated end that has grown again: the anchor does not follow, and the log of the process says so", async () => {
    const told = vi.spyOn(installation().platform, "warn").mockReturnValue(undefined);
    onTestFinished(() => told.mockRestore());
    const workspace = await writtenWorkspace();
    await truncate(workspace);
    for (let n = 0; n < 4; n += 1) await createLabel(workspace.owner, { name: `After ${n}` });
    expect(await anchor(workspace)).toBeNull();
    expect(await problemsOf(workspace)).toEqual([[8, "replaced"]]);
    const advice = /does not lead on.* acre audit verify --all$/;
    // The process tells of the other tests' tenants too, a moment after they were written to.
    const own = () => told.mock.calls.filter(([message]) => message.includes(workspace.owner.tenant.id));
    await expect.poll(own, { timeout: 5000 }).toEqual([[expect.stringMatching(advice)]]);
  });

  it("two that changed places", async () => {
    const workspace = await writtenWorkspace();
    const { db } = workspace;
    await db.auditEvent.update({ where: { seq: 4 }, data: { seq: 1000 } });
    await db.auditEvent.update({ where: { seq: 5 }, data: { seq: 4 } });
    await db.auditEvent.update({ where: { seq: 1000 }, data: { seq: 5 } });
    expect(await problemsOf(workspace)).toEqual([
      [4, "reordered"],
      [5, "reordered"],
    ]);
  });

  it("two that changed places far from each other", async () => {
    const workspace = await writtenWorkspace();
    const { db } = workspace;
    await db.auditEvent.update({ where: { seq: 3 }, data: { seq: 1000 } });
    await db.auditEvent.update({ where: { seq: 6 }, data: { seq: 3 } });
    await db.auditEvent.update({ where: { seq: 1000 }, data: { seq: 6 } });
    const problems = await problemsOf(workspace);
    expect(problems).toContainEqual([3, "reordered"]);
    expect(problems).toContainEqual([6, "reordered"]);
  });

  it("one that was put in", async () => {
    const workspace = await writtenWorkspace();
    const { db } = workspace;
    for (let seq = 8; seq >= 4; seq -= 1)
      await db.auditEvent.update({ where: { seq }, data: { seq: seq + 1 } });
    await db.auditEvent.create({ data: { ...made, seq: 4, hash: "0" } });
    expect(await problemsOf(workspace)).toContainEqual([4, "inserted"]);
  });

  it("those put before the first, which lists would show", async () => {
    const workspace = await writtenWorkspace();
    await workspace.db.auditEvent.create({ data: { ...made, seq: 0, hash: "0" } });
    await workspace.db.auditEvent.create({ data: { ...made, id: undefined, seq: -5, hash: "0" } });
    expect(await problemsOf(workspace)).toEqual([
      [-5, "inserted"],
      [0, "inserted"],
    ]);
  });

  it("one beyond the head, and one without a place", async () => {
    const workspace = await writtenWorkspace();
    await workspace.db.auditEvent.create({ data: { ...made, seq: 9, hash: "0" } });
    await workspace.db.auditEvent.create({ data: made });
    expect(await problemsOf(workspace)).toEqual([
      [null, "inserted"],
      [9, "inserted"],
    ]);
  });

  it("a log written anew as a whole, every hash right, by the anchor", async () => {
    const workspace = await writtenWorkspace();
    await rewrite(workspace, 3, 8);
    expect(await problemsOf(workspace)).toEqual([[8, "replaced"]]);
    await createLabel(workspace.owner, { name: "Business as usual" });
    expect(await anchor(workspace)).toBeNull();
    expect(await problemsOf(workspace)).toEqual([[8, "replaced"]]);
  });

  it("a head that is gone", async () => {
    const workspace = await writtenWorkspace();
    await workspace.db.auditHead.deleteMany();
    expect(await problemsOf(workspace)).toContainEqual([null, "head_wrong"]);
  });
});

describe("a log that is older than its chain", () => {
  async function upgraded(): Promise<TestWorkspace> {
    const workspace = await makeWorkspace(installation().platform);
    const { db, owner } = workspace;
    await db.auditEvent.updateMany({ data: { seq: null, hash: null } });
    await db.auditHead.deleteMany();
    await db.auditEvent.create({ data: made });
    await installation().platform.catalog.auditAnchor.deleteMany({ where: { tenantId: owner.tenant.id } });
    return workspace;
  }

  it("has its entries bound by the chain's first one", async () => {
    const workspace = await upgraded();
    expect(await verifyAudit(installation().platform, workspace.slug)).toMatchObject({
      entries: 0,
      earlier: 2,
      problems: [],
    });
    await createLabel(workspace.owner, { name: "First" });
    expect(await workspace.db.auditEvent.findUnique({ where: { seq: 1 } })).toMatchObject({
      action: chainBegan,
    });
    expect(await verifyAudit(installation().platform, workspace.slug)).toMatchObject({
      entries: 2,
      earlier: 2,
      problems: [],
    });
  });

  it("tells when one of them is changed, taken out or put in", async () => {
    const workspace = await upgraded();
    await createLabel(workspace.owner, { name: "First" });
    const { db } = workspace;
    const where = { action: made.action };
    await db.auditEvent.updateMany({ where, data: { actorName: "Somebody else" } });
    expect(await problemsOf(workspace)).toEqual([[null, "earlier_changed"]]);
    await db.auditEvent.deleteMany({ where });
    expect(await problemsOf(workspace)).toEqual([[null, "deleted"]]);
    await db.auditEvent.createMany({ data: [made, made] });
    expect(await problemsOf(workspace)).toEqual([[null, "inserted"]]);
  });
});

describe("what operators do to a tenant", () => {
  it("leaves a copy's log whole", async () => {
    const { platform } = installation();
    const { slug } = await writtenWorkspace();
    const copy = await copyTenant({ platform, actor: "cli" }, slug, { slug: `${slug}_copy` });
    expect(await verifyAudit(platform, copy.slug)).toMatchObject({ entries: 8, problems: [] });
  });

  it("is told as a restore, when an older state was put in place, and not as a truncated end", async () => {
    const { platform } = installation();
    const workspace = await writtenWorkspace();
    const operator = { platform, actor: "cli" };
    const { id } = await backupTenant(operator, workspace.slug);
    await createLabel(workspace.owner, { name: "Lost" });
    await anchor(workspace);
    await restoreInto(operator, { backup: id }, { into: workspace.slug });

    const report = await verifyAudit(platform, workspace.slug);
    expect(report).toMatchObject({ entries: 8, problems: [] });
    expect(report.anchor?.seq).toBe(8);
    expect(report.restoredAt).not.toBeNull();
  });
});

describe("a restore that is cut off", () => {
  it.each(kills)(
    "by a kill right %s the data is replaced leaves a log that is whole",
    async (killed, entries) => {
      const { dir, remove } = temporaryFolder();
      onTestFinished(remove);
      const first = await bootTestPlatform(dir);
      const { owner, slug, db } = await makeWorkspace(first.platform);
      const { id: tenantId } = owner.tenant;
      for (let n = 2; n <= 3; n += 1) await createLabel(owner, { name: `Label ${n}` });
      const { id } = await backupTenant({ platform: first.platform, actor: "cli" }, slug);
      await createLabel(owner, { name: "Lost, or not" });
      await moveAnchor(first.platform.catalog, tenantId, db);
      await first.close();

      const args = ["--import", "tsx", fixture, dir, first.dir, slug, id, killed];
      const child = spawn(process.execPath, args, { stdio: ["ignore", "inherit", "inherit"] });
      expect(await once(child, "exit")).toEqual([null, "SIGKILL"]);

      const next = await bootTestPlatform(dir);
      onTestFinished(() => next.close());
      const report = await verifyAudit(next.platform, slug);
      expect(report).toMatchObject({ entries, problems: [] });
      const anchor = await next.platform.catalog.auditAnchor.findUnique({ where: { tenantId } });
      expect(anchor).toMatchObject({ seq: entries, restoredSeq: null, restoredHash: null });
    },
    120_000,
  );

  it("is told apart from a log that was cut off by somebody, before anybody settled it", async () => {
    const { platform } = installation();
    const workspace = await writtenWorkspace();
    const { id: tenantId } = workspace.owner.tenant;
    // Where a restore noted that it was going to put an older state in place, and did not.
    const { hash } = await workspace.db.auditEvent.findUniqueOrThrow({ where: { seq: 5 } });
    const noted = { restoredSeq: 5, restoredHash: hash };
    await platform.catalog.auditAnchor.update({ where: { tenantId }, data: noted });
    await createLabel(workspace.owner, { name: "Meanwhile" });
    await anchor(workspace);
    expect(await readAnchor(platform.catalog, tenantId, workspace.db)).toMatchObject({ seq: 9 });
    // What it has not done yet stays noted while it may be under way.
    const row = await platform.catalog.auditAnchor.findUnique({ where: { tenantId } });
    expect(row).toMatchObject(noted);
    await settleCutOff(platform);
    await truncate(workspace);
    expect(await problemsOf(workspace)).toEqual([[7, "truncated"]]);
  });

  it("leaves a log that goes on being anchored, when it had replaced the data", async () => {
    const { platform } = installation();
    const workspace = await writtenWorkspace();
    const { id: tenantId } = workspace.owner.tenant;
    const { hash } = await workspace.db.auditEvent.findUniqueOrThrow({ where: { seq: 6 } });
    await truncate(workspace);
    const noted = { restoredSeq: 6, restoredHash: hash };
    await platform.catalog.auditAnchor.update({ where: { tenantId }, data: noted });
    expect(await problemsOf(workspace)).toEqual([]);
    await createLabel(workspace.owner, { name: "Afterwards" });
    await anchor(workspace);
    expect(await platform.catalog.auditAnchor.findUnique({ where: { tenantId } })).toMatchObject({
      seq: 7,
      restoredSeq: null,
    });
    expect(await problemsOf(workspace)).toEqual([]);
  });
});

describe("many who write at once", () => {
  it("get places without a gap, and none fails", async () => {
    const { owner, slug, projectId } = await makeWorkspace(installation().platform);
    const writes = Array.from({ length: 50 }, (_, n) =>
      n % 2 === 0
        ? createLabel(owner, { name: `At once ${n}` })
        : createTask(owner, { projectId, title: `At once ${n}` }),
    );
    await Promise.all(writes);
    await updateSettings(owner, { name: "Afterwards" });
    expect(await verifyAudit(installation().platform, slug)).toMatchObject({ entries: 52, problems: [] });
  });

  it("begin one chain, where there was none", async () => {
    const { owner, slug, db } = await makeWorkspace(installation().platform);
    await db.auditEvent.deleteMany();
    await db.auditHead.deleteMany();
    await installation().platform.catalog.auditAnchor.deleteMany({ where: { tenantId: owner.tenant.id } });
    await Promise.all(Array.from({ length: 10 }, (_, n) => createLabel(owner, { name: `First ${n}` })));
    expect(await verifyAudit(installation().platform, slug)).toMatchObject({ entries: 10, problems: [] });
  });
});

const made = {
  action: "task.deleted",
  actorName: "Mallory",
  resourceType: "task",
  resourceId: "none",
  changes: "{}",
};

async function truncate({ db }: TestWorkspace): Promise<void> {
  await db.auditEvent.deleteMany({ where: { seq: { gte: 7 } } });
  const last = await db.auditEvent.findUniqueOrThrow({ where: { seq: 6 } });
  await db.auditHead.update({ where: { id: "head" }, data: { seq: 6, hash: last.hash ?? "" } });
}

/** Changes entries and makes their hashes anew, as somebody would who knows how. */
async function rewrite({ db }: TestWorkspace, first: number, last: number): Promise<void> {
  const before = await db.auditEvent.findUniqueOrThrow({ where: { seq: first - 1 } });
  let previous = before.hash ?? "";
  for (let seq = first; seq <= last; seq += 1) {
    const entry = await db.auditEvent.findUniqueOrThrow({ where: { seq } });
    const hash = entryHash(previous, { ...entry, seq, actorName: "Nobody" });
    await db.auditEvent.update({ where: { seq }, data: { actorName: "Nobody", hash } });
    previous = hash;
  }
  const newest = await db.auditEvent.findFirstOrThrow({ orderBy: { seq: "desc" } });
  await db.auditHead.update({ where: { id: "head" }, data: { hash: newest.hash ?? "" } });
}
