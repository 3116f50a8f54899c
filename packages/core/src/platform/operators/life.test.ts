import { describe, expect, it } from "vitest";
import { useTestPlatform } from "../../testing/test-platform";
import { makeWorkspace } from "../../testing/test-workspace";
import { openWorkspace, tenantStats } from "../index";
import {
  copyTenant,
  createTenant,
  listPlaces,
  markTemplate,
  type Operator,
  rotateAllKeys,
  setPlan,
  showTenant,
  vacuumTenant,
} from "./index";

const installation = useTestPlatform();
const operator = (): Operator => ({ platform: installation().platform, actor: "cli" });

describe("a copy", () => {
  it("has everything, is on a trial of its own, and no account reaches it", async () => {
    const { platform } = operator();
    const { slug, owner, db } = await makeWorkspace(platform, "Copied Once");
    await setPlan(operator(), slug, "pro");
    const made = await copyTenant(operator(), slug, { slug: "copied_twice", company: "Twice" });
    const copy = await platform.tenancy.connect("copied_twice");
    expect(await copy.task.count()).toBe(await db.task.count());
    expect(await copy.companySettings.findMany()).toMatchObject([{ name: "Twice", plan: "trial" }]);
    expect(await copy.user.findMany({ select: { accountId: true } })).toEqual([{ accountId: null }]);
    // Even if a membership were there by mistake, the tenant's own rows do not let the account in.
    const { accountId = "" } = (await db.user.findUnique({ where: { id: owner.actor.userId } })) ?? {};
    await platform.catalog.membership.create({ data: { accountId: accountId ?? "", tenantId: made.id } });
    const enter = { accountId: accountId ?? "", slug: "copied_twice", requestId: null };
    await expect(openWorkspace(platform, enter)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("without data has the schema, its settings and nothing else", async () => {
    const { platform } = operator();
    const { slug } = await makeWorkspace(platform, "Full House");
    await copyTenant(operator(), slug, { slug: "bare_house", data: false });
    const db = await platform.tenancy.connect("bare_house");
    expect(await tenantStats(operator(), "bare_house")).toMatchObject({ users: 0, projects: 0, tasks: 0 });
    expect(await db.companySettings.findMany()).toMatchObject([{ name: "Bare House", plan: "trial" }]);
    expect((await db.companySettings.findFirstOrThrow()).trialEnds.getTime()).toBeGreaterThan(Date.now());
  });
});

it("a tenant begins with a template, and with nothing else", async () => {
  const { platform } = operator();
  const { slug } = await makeWorkspace(platform, "Pattern");
  const begin = () => createTenant(operator(), { slug: "from_pattern", template: slug });
  await expect(begin()).rejects.toMatchObject({ code: "not_found", message: /no template/ });
  expect(await markTemplate(operator(), slug, true)).toMatchObject({ template: true });
  await begin();
  expect(await tenantStats(operator(), "from_pattern")).toMatchObject({ projects: 1, tasks: 3 });
  expect(await showTenant(operator(), "from_pattern")).toMatchObject({ memberships: 0, template: false });
});

it("a change of plan is in both logs, once", async () => {
  const { platform } = operator();
  const { slug, db, owner } = await makeWorkspace(platform, "Planned");
  await setPlan(operator(), slug, "pro");
  expect(await setPlan(operator(), slug, "pro")).toMatchObject({ plan: "pro" });
  const events = await db.auditEvent.findMany({ where: { action: "settings.plan_changed" } });
  expect(events).toMatchObject([{ actorId: null, actorName: "Operator" }]);
  expect(JSON.parse(events[0]?.changes ?? "")).toEqual({ plan: { before: "trial", after: "pro" } });
  const where = { tenantId: owner.tenant.id, action: "tenant.plan_changed" };
  expect(await platform.catalog.operatorEvent.count({ where })).toBe(2);
});

it("upkeep leaves tenants as they were", async () => {
  const { platform } = operator();
  const { slug, db } = await makeWorkspace(platform, "Kept Up");
  const tasks = await db.task.findMany({ orderBy: { id: "asc" } });
  expect(await vacuumTenant(operator(), slug)).toMatchObject({ slug });
  const told: number[] = [];
  const { rotated, failed } = await rotateAllKeys(operator(), (done) => told.push(done));
  expect(failed).toEqual([]);
  expect(rotated).toBe(await platform.catalog.tenant.count());
  expect(told).toHaveLength(rotated);
  expect(await db.task.findMany({ orderBy: { id: "asc" } })).toEqual(tasks);
});

it("knows its places, and refuses others by name", async () => {
  const tenants = await operator().platform.catalog.tenant.count();
  expect(await listPlaces(operator())).toEqual([
    { name: "files", isolation: "database", tenants, forNew: true, draining: false },
  ]);
  for (const wish of [{ to: "pg9" }, { isolation: "row" }, { to: "files", isolation: "schema" }] as const) {
    const refused = createTenant(operator(), { slug: "nowhere", ...wish });
    await expect(refused).rejects.toMatchObject({ code: "invalid_input", message: /files \(database\)/ });
  }
});
