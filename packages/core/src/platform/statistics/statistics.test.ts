import type { Ahead, Survey } from "@acre/tenancy";
import { beforeAll, describe, expect, it } from "vitest";
import { dayMs } from "../../durations";
import { createTask } from "../../index";
import { useTestPlatform } from "../../testing/test-platform";
import { makeWorkspace, type TestWorkspace } from "../../testing/test-workspace";
import { fleetHistory, listTenantStatistics, readTenantStatistics, refreshStatistics } from ".";

const installation = useTestPlatform();

let busy: TestWorkspace;
let quiet: TestWorkspace;

beforeAll(async () => {
  const { platform } = installation();
  busy = await makeWorkspace(platform, "Busy");
  quiet = await makeWorkspace(platform, "Quiet");
  const [one, two] = [await busy.join("member"), await busy.join("member")];
  const { projectId, db } = busy;
  for (const assigneeId of [one.actor.userId, one.actor.userId, two.actor.userId])
    await createTask(busy.owner, { projectId, title: "Now", assigneeId });
  await createTask(one, { projectId, title: "By somebody else" });
  await createTask(busy.owner, { projectId, title: "Old", assigneeId: busy.owner.actor.userId });
  await db.task.updateMany({
    where: { assigneeId: busy.owner.actor.userId },
    data: { updatedAt: new Date(Date.now() - 8 * dayMs) },
  });
});

describe("a tenant's figures", () => {
  it("count what is there, who had something done for them and who acted", async () => {
    const { platform } = installation();
    const before = await busy.db.task.count();
    const report = await refreshStatistics(platform);
    expect(report).toEqual({ counted: 2, failed: [] });
    const { figures } = (await readTenantStatistics(platform, busy.slug)) ?? {};
    expect(figures).toMatchObject({
      users: 3,
      projects: 1,
      tasks: before,
      activeAssignees: 2,
      activePeople: 2,
      requests: 0,
      errors: 0,
    });
    expect(Date.now() - Date.parse(figures?.lastActivityAt ?? "")).toBeLessThan(60_000);
    expect(await platform.tenancy.tenants.size(busy.owner.tenant.id)).toBe(figures?.bytes);
  });

  it("leave out whoever acted more than seven days ago", async () => {
    const { platform } = installation();
    const week = new Date(Date.now() - 8 * dayMs);
    await quiet.db.auditEvent.updateMany({ data: { createdAt: week } });
    await refreshStatistics(platform, { tenantId: quiet.owner.tenant.id });
    const { figures } = (await readTenantStatistics(platform, quiet.slug)) ?? {};
    expect(figures).toMatchObject({ activePeople: 0, lastActivityAt: week.toISOString() });
  });

  it("stay as they were, and those of others are counted, when a tenant cannot be asked", async () => {
    const { platform } = installation();
    const before = await readTenantStatistics(platform, busy.slug);
    const broken = {
      ...platform,
      tenancy: {
        ...platform.tenancy,
        survey: (id: string, survey: Survey, ahead?: Ahead) =>
          id === busy.owner.tenant.id
            ? Promise.reject(new Error("no"))
            : platform.tenancy.survey(id, survey, ahead),
      },
    };
    expect(await refreshStatistics(broken)).toEqual({
      counted: 1,
      failed: [{ slug: busy.slug, code: "unexpected" }],
    });
    expect(await readTenantStatistics(platform, busy.slug)).toEqual(before);
  });
});

describe("the list of tenants with their figures", () => {
  it("sorts by a figure, with those that were never counted last both ways", async () => {
    const { platform } = installation();
    const fresh = await makeWorkspace(platform, "Fresh");
    const slugs = async (direction: "asc" | "desc") =>
      (await listTenantStatistics(platform, { sort: "tasks", direction })).tenants.map(({ slug }) => slug);
    expect(await slugs("desc")).toEqual([busy.slug, quiet.slug, fresh.slug]);
    expect(await slugs("asc")).toEqual([quiet.slug, busy.slug, fresh.slug]);
  });

  it("turns pages across those that were counted and those that were not, without loss", async () => {
    const { platform } = installation();
    await makeWorkspace(platform, "Fresher");
    const seen: string[] = [];
    for (let page = 1; page <= 4; page++) {
      const answer = await listTenantStatistics(platform, { sort: "users", page, limit: 1 });
      expect(answer).toMatchObject({ page, pages: 4, totals: { tenants: 4 } });
      seen.push(...answer.tenants.map(({ slug }) => slug));
    }
    expect(new Set(seen).size).toBe(4);
    expect(seen).toHaveLength(4);
  });

  it("searches and filters, and adds up what it found and nothing else", async () => {
    const { platform } = installation();
    const { tenants, totals } = await listTenantStatistics(platform, { search: "BUS", status: "active" });
    expect(tenants.map(({ slug }) => slug)).toEqual([busy.slug]);
    expect(totals).toMatchObject({ tenants: 1, users: 3 });
    expect((await listTenantStatistics(platform, { status: "suspended" })).tenants).toEqual([]);
  });

  it("shows no preview of a branch", async () => {
    const { platform } = installation();
    const { totals } = await listTenantStatistics(platform);
    const preview = await makeWorkspace(platform, "Preview");
    const { id } = preview.owner.tenant;
    await refreshStatistics(platform, { tenantId: id });
    await platform.catalog.tenantStatistics.update({
      where: { tenantId: id },
      data: { requests: 7, errors: 3 },
    });
    expect((await listTenantStatistics(platform)).totals).not.toEqual(totals);
    await platform.catalog.tenant.update({ where: { id }, data: { previewOf: "a branch" } });
    for (const filter of [{}, { status: "active" } as const])
      expect((await listTenantStatistics(platform, filter)).totals).toEqual(totals);
  });
});

it("today's totals are kept beside the days before", async () => {
  const { platform } = installation();
  await refreshStatistics(platform);
  const history = await fleetHistory(platform);
  const { totals } = await listTenantStatistics(platform);
  expect(history).toHaveLength(1);
  expect(history[0]).toMatchObject({
    day: new Date().toISOString().slice(0, 10),
    tenants: totals.tenants,
    tasks: totals.tasks,
    bytes: totals.bytes,
  });
  expect(Object.values(history[0]?.isolation ?? {})).toEqual([totals.tenants]);
});

it("counting lets others have their turn, so that a process that counts answers and keeps its lease", async () => {
  let turns = 0;
  let next: NodeJS.Immediate;
  const again = () => {
    turns += 1;
    next = setImmediate(again);
  };
  next = setImmediate(again);
  const rounds = 5;
  for (let round = 0; round < rounds; round++) await refreshStatistics(installation().platform);
  clearImmediate(next);
  expect(turns).toBeGreaterThanOrEqual(rounds);
});
