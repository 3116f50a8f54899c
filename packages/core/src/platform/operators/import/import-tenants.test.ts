import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { bootTestPlatform } from "../../../testing/boot-test-platform";
import { exampleMapping, makeHelpdesk } from "../../../testing/old-helpdesk";
import { useTestPlatform } from "../../../testing/test-platform";
import { deleteTenant, type Operator } from "../index";
import { type ImportInput, importTenants } from "./index";

// On PostgreSQL, where all models have a place.
const installation = useTestPlatform({}, "row");
const operator = (): Operator => ({ platform: installation().platform, actor: "cli" });

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), "acre-import-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

function helpdesk(customers: number, moreSql?: string): ImportInput {
  const dir = folder();
  makeHelpdesk(dir, customers, moreSql);
  return { mapping: exampleMapping, dir, variables: {} };
}

async function removeAll(slugs: readonly string[]): Promise<void> {
  for (const slug of slugs) await deleteTenant(operator(), slug, { archive: false });
  // Names rest once they were given up.
  await operator().platform.catalog.releasedSlug.deleteMany({ where: { slug: { in: [...slugs] } } });
}

const slugs = ["helped_1", "helped_2", "helped_3"];

describe("the guide's example", () => {
  it.each(["database", "schema", "row"] as const)("becomes three tenants in %s", async (isolation) => {
    const { platform } = operator();
    const input = { ...helpdesk(3), isolation };
    const before = await platform.catalog.tenant.count();
    const dry = await importTenants(operator(), { ...input, dryRun: true });
    expect(await platform.catalog.tenant.count()).toBe(before);
    const report = await importTenants(operator(), input);
    expect(report.tenants.map(({ tables }) => tables)).toEqual(dry.tenants.map(({ tables }) => tables));
    expect(report.tenants.map(({ slug, outcome }) => [slug, outcome])).toEqual(
      slugs.map((slug) => [slug, "imported"]),
    );
    for (const [at, slug] of slugs.entries()) {
      const n = at + 1;
      const db = await platform.tenancy.connect(slug);
      const users = await db.user.findMany({ orderBy: { email: "asc" } });
      expect(users.map(({ email, role, active, accountId }) => [email, role, active, accountId])).toEqual([
        [`ada@${n}.example`, "owner", true, null],
        [`bob@${n}.example`, "guest", false, null],
      ]);
      expect(users[0]?.createdAt.toISOString()).toBe("2022-05-06T07:08:09.000Z");
      const [project] = await db.project.findMany();
      expect(project).toMatchObject({ key: `B${n}`, ownerId: users[0]?.id, lastTaskNumber: n });
      const tasks = await db.task.findMany({ orderBy: { number: "asc" } });
      expect(tasks.map(({ number }) => number)).toEqual(Array.from({ length: n }, (_, i) => i + 1));
      expect(tasks[0]).toMatchObject({
        status: "in_progress",
        dueDate: "2024-02-29",
        assigneeId: users[1]?.id,
        projectId: project?.id,
      });
      expect(await db.companySettings.findMany()).toMatchObject([
        { name: `marker-${n}-company`, plan: "trial" },
      ]);
      const markers = JSON.stringify([users, project, tasks]).match(/marker-\d+-/g);
      expect(new Set(markers)).toEqual(new Set([`marker-${n}-`]));
      expect(await platform.tenancy.tenants.get(slug)).toMatchObject({ isolation, status: "active" });
    }
    const again = await importTenants(operator(), input);
    expect(again.tenants.map(({ outcome }) => outcome)).toEqual(["there", "there", "there"]);
    await removeAll(slugs);
  });
});

it("refuses everything for one row that does not fit, or leaves that behind", async () => {
  const { platform } = operator();
  const stray = "INSERT INTO people VALUES (12, 1, 'no address', 'secret', 'crew', 1, 1);";
  const input = helpdesk(2, stray);
  const before = await platform.catalog.tenant.count();
  const refused = await importTenants(operator(), input);
  expect(refused).toMatchObject({ refused: true, badRows: 1 });
  expect(refused.tenants[0]?.tables[0]?.reasons).toEqual([
    { reason: "value_refused", column: "email", count: 1, keys: ["12"] },
  ]);
  expect(JSON.stringify(refused)).not.toContain("secret");
  expect(await platform.catalog.tenant.count()).toBe(before);
  const skipping = { ...input, mapping: { ...exampleMapping, onBadRow: "skip" } };
  expect(await importTenants(operator(), skipping)).toMatchObject({ refused: false, badRows: 1 });
  expect(await platform.catalog.tenant.count()).toBe(before + 2);
  const events = await platform.catalog.operatorEvent.findMany({ where: { action: "tenant.imported" } });
  const details = events.map(({ detail }) => JSON.parse(detail));
  expect(details).toContainEqual({ slug: "helped_2", import: "old-helpdesk", rows: 5, outcome: "done" });
  await removeAll(["helped_1", "helped_2"]);
});

it("refuses a name that is taken before anything is made", async () => {
  const { platform } = operator();
  const { id } = await platform.tenancy.tenants.create({ slug: "helped_2" });
  await expect(importTenants(operator(), helpdesk(2))).rejects.toMatchObject({
    code: "import_refused",
    message: expect.stringContaining("customer 2: the name helped_2 is taken"),
  });
  expect(await platform.tenancy.tenants.get("helped_1")).toBeNull();
  await platform.tenancy.tenants.delete(id);
  // Now it rests.
  await expect(importTenants(operator(), helpdesk(2))).rejects.toMatchObject({ code: "import_refused" });
  expect(await platform.tenancy.tenants.get("helped_1")).toBeNull();
  await platform.catalog.releasedSlug.deleteMany({ where: { slug: "helped_2" } });
});

it("takes nobody's account over", async () => {
  const mapping = structuredClone(exampleMapping);
  Object.assign(Object(mapping.tables).users.columns, { account_id: { const: "somebody" } });
  await expect(importTenants(operator(), { ...helpdesk(1), mapping })).rejects.toMatchObject({
    code: "import_mapping_invalid",
    message: expect.stringContaining("tables.users.columns.account_id.const"),
  });
});

it("killed in the middle of a tenant, goes on with that one and leaves those before it", async () => {
  const dir = folder();
  makeHelpdesk(dir, 3);
  const fixture = fileURLToPath(new URL("./killed-import.fixture.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", fixture, dir, "helped_2", "projects"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  expect(await once(child, "exit")).toEqual([null, "SIGKILL"]);
  const { platform, close } = await bootTestPlatform(dir);
  try {
    const listed = await platform.tenancy.tenants.list();
    expect(listed.map(({ slug, status }) => [slug, status])).toEqual([["helped_1", "active"]]);
    const input = { mapping: exampleMapping, dir, variables: {} };
    const report = await importTenants({ platform, actor: "cli" }, input);
    expect(report.tenants.map(({ outcome }) => outcome)).toEqual(["there", "imported", "imported"]);
    for (const [at, slug] of slugs.entries()) {
      const db = await platform.tenancy.connect(slug);
      expect([await db.user.count(), await db.project.count(), await db.task.count()]).toEqual([
        2,
        1,
        at + 1,
      ]);
    }
  } finally {
    await close();
  }
}, 120_000);
