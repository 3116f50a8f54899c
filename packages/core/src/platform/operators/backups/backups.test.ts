import { mkdirSync, readFileSync, rmdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { readdir, readlink } from "node:fs/promises";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { createMasterKey } from "@acre/tenancy";
import { describe, expect, it } from "vitest";
import { dayMs } from "../../../durations";
import { refusalCode } from "../../../testing/refusal";
import { useTestPlatform } from "../../../testing/test-platform";
import { makeWorkspace } from "../../../testing/test-workspace";
import { openWorkspace } from "../../index";
import { deleteTenant, finishErasures } from "../delete-tenant";
import type { Operator } from "../operator";
import { renameTenant } from "../rename-tenant";
import { rewrapBackupKeys } from "./backup-key";
import { writeBundleFile } from "./bundle-file";
import {
  backupTenant,
  exportTenantTo,
  listBackups,
  pruneBackups,
  restoreAs,
  restoreInto,
  verifyBackup,
} from "./index";

const installation = useTestPlatform();
const operator = (): Operator => ({ platform: installation().platform, actor: "cli" });
const folder = () => operator().platform.env.backupDir;
const fileOf = (id: string) => join(folder(), `${id}.bundle`);

async function workspace(company: string) {
  const made = await makeWorkspace(operator().platform, company);
  const { accountId } = await made.db.user.findUniqueOrThrow({ where: { id: made.owner.actor.userId } });
  return { ...made, id: made.owner.tenant.id, accountId: accountId ?? "" };
}

/** What of these words is in any file of the backups' folder, names included. */
async function planted(...words: string[]): Promise<string[]> {
  const names = await readdir(folder());
  const everything = Buffer.concat(
    names.flatMap((name) => [Buffer.from(name), readFileSync(join(folder(), name))]),
  );
  return words.filter((word) => everything.includes(word));
}

describe("a kept backup", () => {
  it("is closed, listed, good, and becomes a tenant that nobody reaches", async () => {
    const { slug, id, db, projectId, accountId } = await workspace("Kept Company");
    const backup = await backupTenant(operator(), slug);
    expect(await listBackups(operator(), slug)).toEqual([backup]);
    expect(backup).toMatchObject({ tenantId: id, slug, reason: "manual", expiresAt: null });
    expect(await planted(id, slug, "Getting Started", "Kept Company")).toEqual([]);
    expect(await verifyBackup(operator(), backup.id)).toMatchObject({ problem: null });

    await db.project.update({ where: { id: projectId }, data: { name: "Changed since" } });
    const restored = await restoreAs(operator(), { backup: backup.id }, { as: "kept_again" });
    expect(restored).toMatchObject({ tenant: { slug: "kept_again" }, pauseMs: 0 });
    const again = await operator().platform.tenancy.connect("kept_again");
    expect(await again.project.findMany()).toMatchObject([{ name: "Getting Started" }]);
    expect(await again.user.findMany()).toMatchObject([{ accountId: null }]);
    const enter = { accountId, slug: "kept_again", requestId: null };
    expect(await refusalCode(() => openWorkspace(operator().platform, enter))).toBe("forbidden");
  });

  it("replaces the data of its own tenant, and no other's", async () => {
    const { slug, db, projectId } = await workspace("Turned Back");
    const other = await workspace("Bystander");
    const { id } = await backupTenant(operator(), slug);
    await db.project.update({ where: { id: projectId }, data: { name: "A mistake" } });
    const wrong = restoreInto(operator(), { backup: id }, { into: other.slug });
    await expect(wrong).rejects.toMatchObject({ code: "invalid_input", message: /another tenant/ });
    expect(await other.db.project.findMany()).toMatchObject([{ id: other.projectId }]);

    await restoreInto(operator(), { backup: id }, { into: slug });
    const after = await operator().platform.tenancy.connect(slug);
    expect(await after.project.findMany()).toMatchObject([{ name: "Getting Started" }]);
    await restoreInto(operator(), { backup: id }, { into: other.slug, ofAnother: true });
  });

  it.each([
    ["shorter", "file_changed", (bytes: Buffer) => bytes.subarray(0, -1)],
    [
      "other",
      "file_changed",
      (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === 300 ? byte ^ 1 : byte))),
    ],
  ])("is found out when its file is %s", async (what, code, spoil) => {
    const { slug } = await workspace(`Spoiled ${what}`);
    const { id } = await backupTenant(operator(), slug);
    writeFileSync(fileOf(id), spoil(readFileSync(fileOf(id))));
    expect(await verifyBackup(operator(), id)).toMatchObject({ problem: { code } });
    const refused = restoreAs(operator(), { backup: id }, { as: "never_there" });
    await expect(refused).rejects.toMatchObject({ code: expect.stringMatching(/^bundle_/) });
    expect(await operator().platform.tenancy.tenants.get("never_there")).toBeNull();
  });

  it("opens under a new master key, and no longer under the one before", async () => {
    const { slug } = await workspace("Rewrapped");
    const { id } = await backupTenant(operator(), slug);
    const { platform } = operator();
    const next = createMasterKey(Buffer.alloc(32, 7));
    const known = { current: next, previous: [platform.masterKeys.current] };
    expect(await rewrapBackupKeys({ ...platform, masterKeys: known })).toBeGreaterThan(0);
    expect(await verifyBackup(operator(), id)).toMatchObject({ problem: { code: "master_key_unknown" } });
    const alone = { ...platform, masterKeys: { current: next, previous: [] } };
    expect(await verifyBackup({ ...operator(), platform: alone }, id)).toMatchObject({ problem: null });
    const back = { current: platform.masterKeys.current, previous: [next] };
    await rewrapBackupKeys({ ...platform, masterKeys: back });
  });
});

it("a backup that the catalog does not take leaves no file", async () => {
  const { slug, id } = await workspace("Not Taken");
  const before = (await readdir(folder())).sort();
  const never = new Date(Number.NaN);
  await expect(backupTenant(operator(), slug, { expiresAt: never })).rejects.toThrow();
  expect((await readdir(folder())).sort()).toEqual(before);
  expect(await listBackups(operator(), id)).toEqual([]);
});

describe("pruning", () => {
  it("keeps the newest of each tenant, and removes what is over", async () => {
    const { slug } = await workspace("Pruned");
    const { slug: other } = await workspace("Not Pruned");
    const made: string[] = [];
    for (let n = 0; n < 3; n++) made.push((await backupTenant(operator(), slug)).id);
    const { id: single } = await backupTenant(operator(), other);
    const { id: over } = await backupTenant(operator(), other, { expiresAt: new Date(Date.now() - 1000) });
    const gone = (removed: { id: string }[]) => removed.map(({ id }) => id).filter((id) => mine.has(id));
    const mine = new Set([...made, single, over]);

    expect(gone(await pruneBackups(operator(), { keep: 1, olderThanDays: 1, dryRun: true }))).toEqual([over]);
    expect(readFileSync(fileOf(over)).length).toBeGreaterThan(0);
    expect(gone(await pruneBackups(operator(), { keep: 2 }))).toEqual([over, made[0]]);
    expect((await listBackups(operator(), slug)).map(({ id }) => id)).toEqual([made[2], made[1]]);
    expect(() => readFileSync(fileOf(over))).toThrow("ENOENT");
    expect((await listBackups(operator(), other)).map(({ id }) => id)).toEqual([single]);
  });
});

describe("a bundle in a file", () => {
  it("opens with its passphrase alone, and is written over nothing", async () => {
    const { slug } = await workspace("Carried Out");
    const path = join(installation().dir, "..", "carried.bundle");
    const passphrase = "a sentence is good";
    const exported = await exportTenantTo(operator(), slug, path, { passphrase });
    expect(exported).toMatchObject({ slug, encrypted: true, bytes: readFileSync(path).length });
    expect(await refusalCode(() => exportTenantTo(operator(), slug, path))).toBe("name_taken");
    const refused = restoreAs(operator(), { path }, { as: "carried_in" });
    await expect(refused).rejects.toMatchObject({ code: "bundle_locked" });
    await restoreAs(operator(), { path, passphrase }, { as: "carried_in" });
  });

  it("leaves nothing when it is broken off", async () => {
    const { slug } = await workspace("Broken Off");
    const path = join(installation().dir, "..", "broken.bundle");
    const onProgress = () => {
      throw new Error("Enough.");
    };
    await expect(exportTenantTo(operator(), slug, path, { onProgress })).rejects.toThrow("Enough.");
    expect((await readdir(join(path, ".."))).filter((name) => name.startsWith("broken"))).toEqual([]);
  });
});

describe("a bundle's file", () => {
  it("takes no name that came up meanwhile", async () => {
    const { slug } = await workspace("Overtaken");
    const path = join(installation().dir, "..", "overtaken.bundle");
    // A link to nowhere is taken, and a look whether there is such a file does not see it: as one that comes after it.
    symlinkSync("nowhere", path);
    expect(await refusalCode(() => exportTenantTo(operator(), slug, path))).toBe("name_taken");
    expect(await readlink(path)).toBe("nowhere");
    expect((await readdir(join(path, ".."))).filter((name) => name.startsWith("overtaken"))).toHaveLength(1);
  });

  it("is closed and gone when nothing was written", async () => {
    const path = join(installation().dir, "..", "refused.bundle");
    const given: Writable[] = [];
    const refuse = async (writable: Writable) => {
      given.push(writable);
      throw new Error("Refused.");
    };
    await expect(writeBundleFile(path, refuse)).rejects.toThrow("Refused.");
    expect(given.map(({ destroyed }) => destroyed)).toEqual([true]);
    expect((await readdir(join(path, ".."))).filter((name) => name.startsWith("refused"))).toEqual([]);
  });
});

describe("an erasure", () => {
  it("takes along a backup that was being made", async () => {
    const { slug, id } = await workspace("Gone Meanwhile");
    const before = await readdir(folder());
    const { tenancy } = operator().platform;
    const backup: typeof tenancy.tenants.backup = async (...backing) => {
      const manifest = await tenancy.tenants.backup(...backing);
      await deleteTenant(operator(), slug, { archive: false });
      return manifest;
    };
    const platform = {
      ...operator().platform,
      tenancy: { ...tenancy, tenants: { ...tenancy.tenants, backup } },
    };
    await expect(backupTenant({ ...operator(), platform }, slug)).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await platform.catalog.backup.count({ where: { tenantId: id } })).toBe(0);
    expect(await readdir(folder())).toEqual(before);
  });

  it("keeps an archive for 30 days, from which those who were there may come back", async () => {
    const { slug, id, accountId } = await workspace("Gone For Now");
    await backupTenant(operator(), slug);
    const { archive, residue, backups } = await deleteTenant(operator(), slug);
    expect(residue).toEqual([]);
    expect(backups).toEqual({ removed: 0, kept: 2 });
    const inDays = (Date.parse(archive?.expiresAt ?? "") - Date.now()) / dayMs;
    expect(inDays).toBeCloseTo(30, 1);
    expect((await listBackups(operator(), id)).every(({ expiresAt }) => expiresAt !== null)).toBe(true);
    // A rule for backups does not take an archive before its time.
    expect((await pruneBackups(operator(), { keep: 0, dryRun: true })).map((gone) => gone.id)).not.toContain(
      archive?.id,
    );

    await restoreAs(operator(), { backup: archive?.id ?? "" }, { as: "back_again", members: true });
    const ctx = await openWorkspace(operator().platform, { accountId, slug: "back_again", requestId: null });
    expect(ctx.actor.role).toBe("owner");
  });

  it("without one leaves no backup, and the log knows the id alone", async () => {
    const { id } = await workspace("Gone For Good");
    await renameTenant(operator(), "gone_for_good", "gone_quite_gone");
    await backupTenant(operator(), "gone_quite_gone");
    const erased = await deleteTenant(operator(), "gone_quite_gone", { archive: false });
    expect(erased).toMatchObject({ id, archive: null, residue: [], backups: { removed: 1, kept: 0 } });
    const { catalog } = operator().platform;
    expect(await listBackups(operator(), id)).toEqual([]);
    const events = await catalog.operatorEvent.findMany({ where: { tenantId: id } });
    expect(events.map(({ action }) => action)).toContain("tenant.renamed");
    expect(JSON.stringify(events)).not.toMatch(/gone_/);
    expect(JSON.stringify(await catalog.tenantOperation.findMany({ where: { tenantId: id } }))).not.toMatch(
      /gone_/,
    );
  });

  it("that was cut off when the tenant was gone is finished later", async () => {
    const { slug, id } = await workspace("Cut Off");
    const { platform } = operator();
    await backupTenant(operator(), slug);
    await platform.tenancy.tenants.delete(id);
    const detail = JSON.stringify({ archive: false, slug, outcome: "begun" });
    await platform.catalog.operatorEvent.create({
      data: { action: "tenant.deleted", actor: "cli", tenantId: id, detail },
    });
    await finishErasures(platform);
    expect(await listBackups(operator(), id)).toEqual([]);
    const where = { tenantId: id, action: "tenant.deleted" };
    expect(await platform.catalog.operatorEvent.findFirstOrThrow({ where })).toMatchObject({
      detail: '{"archive":false,"outcome":"done"}',
    });
  });

  it("that failed when the tenant was gone says so, and is finished later", async () => {
    const { slug, id } = await workspace("Held Up");
    const { platform } = operator();
    const { id: backup } = await backupTenant(operator(), slug);
    await renameTenant(operator(), slug, "held_up_once_more");
    // A folder in its place is not removed as a file is.
    rmSync(fileOf(backup));
    mkdirSync(fileOf(backup));
    const refused = deleteTenant(operator(), "held_up_once_more", { archive: false });
    await expect(refused).rejects.toMatchObject({ code: "erasure_incomplete", message: /next start/ });
    // Nor does it keep a start from coming to its end.
    await finishErasures(platform);
    expect(installation().log.filter((line) => line.includes(id))).toHaveLength(1);

    rmdirSync(fileOf(backup));
    await finishErasures(platform);
    expect(await listBackups(operator(), id)).toEqual([]);
    const events = await platform.catalog.operatorEvent.findMany({ where: { tenantId: id } });
    expect(events.map(({ detail }) => detail)).toContain('{"archive":false,"outcome":"done"}');
    expect(JSON.stringify(events)).not.toMatch(/held_up/);
  });

  it("that failed is not finished over one that came after it", async () => {
    const { slug, id } = await workspace("Twice Asked");
    const { platform } = operator();
    const detail = JSON.stringify({ archive: false, outcome: "failed", reason: "erasure_incomplete" });
    await platform.catalog.operatorEvent.create({
      data: { action: "tenant.deleted", actor: "cli", tenantId: id, detail },
    });
    await deleteTenant(operator(), slug);
    await finishErasures(platform);
    expect(await listBackups(operator(), id)).toHaveLength(1);
  });

  it("is not finished as one wished that was refused because of it", async () => {
    const { slug, id } = await workspace("Too Late");
    const { platform } = operator();
    await backupTenant(operator(), slug);
    await platform.tenancy.tenants.delete(id);
    const failed = [
      { archive: true, outcome: "failed", reason: "unexpected" },
      { archive: false, outcome: "failed", reason: "tenant_busy" },
    ];
    for (const [second, detail] of failed.entries()) {
      const told = { createdAt: new Date(second * 1000), detail: JSON.stringify(detail) };
      const event = { action: "tenant.deleted", actor: "cli", tenantId: id, ...told };
      await platform.catalog.operatorEvent.create({ data: event });
    }
    await finishErasures(platform);
    expect(await listBackups(operator(), id)).toMatchObject([{ expiresAt: expect.any(String) }]);
  });
});
