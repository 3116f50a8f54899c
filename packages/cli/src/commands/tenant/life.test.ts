import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { temporaryInstallation } from "../../testing/acre";

const passphrase = "a sentence is good";
const { acre, dir, remove } = temporaryInstallation();
const withPassphrase = (...args: string[]) => acre.with({ ACRE_BUNDLE_PASSPHRASE: passphrase }, ...args);
afterAll(remove);

async function told(...args: string[]) {
  const { code, stdout, stderr } = await acre(...args, "--json");
  expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
}

// One story, in order, as each process sees what the one before it left.
describe.sequential("a tenant's life from the command line", () => {
  const bundle = join(dir, "acme.bundle");
  let kept = "";

  it("goes to a file and comes back as another tenant", async () => {
    await told("onboard", "--company", "ACME Corp", "--email", "admin@acme.com", "--name", "Ada");
    const written = await told("tenant", "backup", "acme_corp", "--out", bundle);
    expect(written).toMatchObject({ encrypted: false, bytes: readFileSync(bundle).length });
    expect(await told("tenant", "restore", bundle, "--as", "acme_2")).toMatchObject({
      tenant: { slug: "acme_2" },
    });
    expect(await told("tenant", "stats", "acme_2")).toMatchObject({ users: 1, projects: 1, tasks: 3 });
    expect(await told("tenant", "show", "acme_2")).toMatchObject({ memberships: 0 });
  });

  it("closes a file with a passphrase that is on no command line", async () => {
    const closed = join(dir, "closed.bundle");
    const written = await withPassphrase("tenant", "backup", "acme_corp", "--out", closed, "--json");
    expect(JSON.parse(written.stdout)).toMatchObject({ encrypted: true });
    const locked = await acre("tenant", "restore", closed, "--as", "acme_5", "--json");
    expect(locked).toMatchObject({ code: 1, stdout: "" });
    expect(JSON.parse(locked.stderr)).toMatchObject({ error: { code: "bundle_locked" } });
    expect(await withPassphrase("tenant", "restore", closed, "--as", "acme_5")).toMatchObject({ code: 0 });
  });

  it("copies without data, renames the copy, and puts it on a plan", async () => {
    await told("tenant", "copy", "acme_corp", "acme_3", "--no-data");
    await told("tenant", "rename", "acme_3", "acme_4");
    expect(await told("tenant", "plan", "acme_4", "pro")).toMatchObject({ plan: "pro" });
    const { tenants, total } = await told("tenant", "stats");
    expect(tenants.map(({ slug }: { slug: string }) => slug)).toEqual([
      "acme_2",
      "acme_4",
      "acme_5",
      "acme_corp",
    ]);
    expect(total).toMatchObject({ tasks: 9 });
  });

  it("keeps a backup, finds it good, and finds out when it is not", async () => {
    kept = (await told("tenant", "backup", "acme_corp")).id;
    expect(await told("backup", "list", "--tenant", "acme_corp")).toMatchObject({ backups: [{ id: kept }] });
    expect(await told("backup", "verify", "--all")).toMatchObject({ backups: [{ problem: null }] });
    const file = join(`${dir}/data-backups`, `${kept}.bundle`);
    const bytes = readFileSync(file);
    writeFileSync(
      file,
      bytes.map((byte, at) => (at === bytes.length - 5 ? byte ^ 1 : byte)),
    );
    const verified = await acre("backup", "verify", kept);
    expect(verified).toMatchObject({ code: 1, stderr: "" });
    expect(verified.stdout).toMatch(/file_changed/);
    writeFileSync(file, bytes);
  });

  it("gives every tenant a new key", async () => {
    expect(await told("tenant", "rotate-key", "--all")).toEqual({ rotated: 4, failed: [] });
  });

  it("erases with an archive that brings it back with its people, or with nothing left", async () => {
    const erased = await told("tenant", "delete", "acme_corp", "--yes");
    expect(erased).toMatchObject({ residue: [], backups: { kept: 2 } });
    const { tenant } = await told("tenant", "restore", erased.archive.id, "--as", "acme_back", "--members");
    expect(await told("tenant", "show", "acme_back")).toMatchObject({ id: tenant.id, memberships: 1 });

    await told("tenant", "backup", "acme_2");
    expect(await told("tenant", "delete", "acme_2", "--no-archive", "--yes")).toMatchObject({
      archive: null,
      backups: { removed: 1, kept: 0 },
    });
    const { removed } = await told("backup", "prune", "--keep", "0", "--yes");
    expect(removed).toMatchObject([{ id: kept }]);
    expect(readdirSync(`${dir}/data-backups`)).toEqual([`${erased.archive.id}.bundle`]);
  });
});
