import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { migrationsOf } from "@acre/db/platform";
import { newTenantId } from "@acre/tenancy";
import Database from "better-sqlite3";
import { describe, expect, it, onTestFinished } from "vitest";
import { listProjects } from "../index";
import { bootTestPlatform, temporaryFolder } from "../testing/boot-test-platform";
import { newPerson, password } from "../testing/people";
import { stepwise } from "../testing/steps";
import { isReady, listWorkspaces, logIn, openWorkspace, type Platform, signUp } from "./index";

function folder(): string {
  const { dir, remove } = temporaryFolder();
  onTestFinished(remove);
  return dir;
}

async function enter(platform: Platform, person: ReturnType<typeof newPerson>, slug: string) {
  const claim = await logIn(platform, { ...person, password });
  return openWorkspace(platform, { accountId: claim?.accountId ?? "", slug, requestId: null });
}

describe("booting", () => {
  it("makes what is missing, and finds it the second time", async () => {
    const dir = folder();
    const first = await bootTestPlatform(dir);
    expect(first.report).toEqual({
      catalogMigrations: migrationsOf("catalog", "sqlite").map(({ name }) => name),
      tenants: { total: 0, migrated: 0, failed: [] },
      finishedSignUps: 0,
    });
    const person = newPerson();
    const { tenant, projectId } = await signUp(first.platform, person);
    await first.close();

    const second = await bootTestPlatform(dir);
    expect(second.report).toEqual({
      catalogMigrations: [],
      tenants: { total: 1, migrated: 0, failed: [] },
      finishedSignUps: 0,
    });
    const ctx = await enter(second.platform, person, tenant);
    expect((await listProjects(ctx)).projects.map(({ id }) => id)).toEqual([projectId]);
    await second.close();
  });

  it("is ready for as long as the catalog answers", async () => {
    const { platform, dir, log, close } = await bootTestPlatform(folder());
    onTestFinished(close);
    expect(await isReady(platform)).toBe(true);
    const file = new Database(join(dir, "catalog.db"));
    file.exec("ALTER TABLE tenants RENAME TO elsewhere");
    file.close();
    expect(await isReady(platform)).toBe(false);
    expect(log).toHaveLength(1);
    expect(log[0]).toMatch(/^The catalog does not answer/);
  });

  it("migrates workspaces that an older version left", async () => {
    const dir = folder();
    const first = await bootTestPlatform(dir);
    const person = newPerson();
    const { tenant } = await signUp(first.platform, person);
    const id = newTenantId();
    // As a version without any migration would have left it: a place, and nothing in it.
    await first.platform.catalog.tenant.create({
      data: { id, slug: "older", status: "active", isolation: "database", datasource: "files" },
    });
    mkdirSync(join(first.dir, "tenants", id.slice(-2)), { recursive: true });
    writeFileSync(join(first.dir, "tenants", id.slice(-2), `${id}.db`), "");
    await first.close();

    const second = await bootTestPlatform(dir);
    expect(second.report.tenants).toEqual({ total: 2, migrated: 1, failed: [] });
    const older = await second.platform.tenancy.connect("older");
    expect(await older.project.count()).toBe(0);
    await enter(second.platform, person, tenant);
    await second.close();
    const third = await bootTestPlatform(dir);
    expect(third.report.tenants).toEqual({ total: 2, migrated: 0, failed: [] });
    await third.close();
  });

  it("says of a workspace whose migration fails which it is, and serves the others", async () => {
    const dir = folder();
    const first = await bootTestPlatform(dir);
    const [lost, fine] = [newPerson("Lost"), newPerson("Fine")];
    for (const person of [lost, fine]) await signUp(first.platform, person);
    const { id } = await first.platform.catalog.tenant.update({
      where: { slug: "lost" },
      data: { schemaVersion: null },
    });
    await first.close();
    for (const file of readdirSync(join(first.dir, "tenants", id.slice(-2)))) {
      if (file.startsWith(id)) rmSync(join(first.dir, "tenants", id.slice(-2), file));
    }

    const second = await bootTestPlatform(dir);
    onTestFinished(() => second.close());
    expect(second.report.tenants).toMatchObject({ total: 2, migrated: 0, failed: [{ tenant: "lost" }] });
    expect(second.report.tenants.failed[0]?.error).toMatch(/There is no database at/);
    await enter(second.platform, fine, "fine");
    // Whoever is in both still sees the one that opens.
    const claim = await logIn(second.platform, lost);
    expect(await listWorkspaces(second.platform, claim?.accountId ?? "")).toEqual([]);
  });

  it("refuses a catalog that a newer version wrote, and lets the folder go", async () => {
    const dir = folder();
    const first = await bootTestPlatform(dir);
    await first.close();
    const file = new Database(join(first.dir, "catalog.db"));
    file.exec(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "finished_at", "migration_name", "started_at", "applied_steps_count")
       VALUES ('x', 'x', 0, '29990101000000_newer', 0, 1)`,
    );
    file.close();
    await expect(bootTestPlatform(dir)).rejects.toThrow(/29990101000000_newer.*Run the newer code/);
    const again = new Database(join(first.dir, "catalog.db"));
    again.exec(`DELETE FROM "_prisma_migrations" WHERE "id" = 'x'`);
    again.close();
    await (await bootTestPlatform(dir)).close();
  });

  it("finishes sign-ups and sweeps files that a killed process left", async () => {
    const dir = folder();
    const first = await bootTestPlatform(dir);
    const person = newPerson("Interrupted");
    const failing = stepwise(first.platform, async (what) => {
      if (what === "tenancy: the file is there") throw new Error("Killed.");
    });
    await expect(signUp(failing, person)).rejects.toThrow("Killed.");
    const leftover = join(first.dir, "tenants", ".tmp", "999999999-leftover");
    mkdirSync(join(first.dir, "tenants", ".tmp"), { recursive: true });
    writeFileSync(leftover, "half a file");
    await first.close();

    const second = await bootTestPlatform(dir);
    onTestFinished(() => second.close());
    expect(second.report.finishedSignUps).toBe(1);
    expect(existsSync(leftover)).toBe(false);
    const { db } = await enter(second.platform, person, "interrupted");
    expect(await db.task.count()).toBe(3);
  });

  it("keeps the catalog in a log that survives a crash, with keys enforced", async () => {
    const dir = folder();
    const { platform, dir: dataDir, close } = await bootTestPlatform(dir);
    const file = new Database(join(dataDir, "catalog.db"), { readonly: true });
    expect(file.pragma("journal_mode", { simple: true })).toBe("wal");
    file.close();
    const stranger = { accountId: newTenantId(), tenantId: newTenantId() };
    await expect(platform.catalog.membership.create({ data: stranger })).rejects.toMatchObject({
      code: "P2003",
    });
    await close();
  });
});
