import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { root } from "../../root";
import { temporaryInstallation } from "../../testing/acre";

const { acre, dir, remove } = temporaryInstallation();
afterAll(remove);

const column = "ALTER TABLE projects ADD COLUMN estimate INTEGER";

async function told(...command: string[]) {
  const { code, stdout, stderr } = await acre(...command, "--json");
  expect({ command, stderr }).toEqual({ command, stderr: "" });
  return { code, ...JSON.parse(stdout) };
}

it("a change is tried on a preview, pauses after the canary, and is gone on with", async () => {
  for (const slug of ["acme_corp", "beta_works"]) await told("tenant", "create", slug);
  await told("branch", "create", "estimates", "--from", "acme_corp");
  const tried = await told("branch", "migrate", "estimates", "add_estimates", "--sql", column);
  expect(tried).toMatchObject({ previews: [{ path: "/acme_corp@estimates" }] });

  const go = join(dir, "go");
  const check = ["--canary", "beta_works", "--health-command", `test -e ${go}`];
  const paused = await acre("branch", "merge", "estimates", ...check);
  expect(paused).toMatchObject({ code: 1 });
  expect(paused.stdout).toMatch(/status: +paused, wave canary\n/);
  expect(paused.stdout).toContain("Go on with: npx acre branch merge estimates. ");
  expect(paused.stderr).toMatch(/^Wave canary: 0 of 2, 0 failed/);
  const other = await acre("migrate", "deploy");
  expect(other).toMatchObject({ code: 1, stdout: "" });
  expect(other.stderr).toContain("migrate resume");
  expect(await acre("migrate", "retry")).toMatchObject({ code: 2 });
  const waves = await acre("migrate", "deploy", "--waves", "1,foo");
  expect(waves).toMatchObject({ code: 2, stderr: expect.stringContaining('"foo" is no wave.') });

  writeFileSync(go, "");
  expect(await told("migrate", "resume")).toMatchObject({ code: 0, run: { status: "completed" } });
  expect(await told("branch", "merge", "estimates")).toMatchObject({ code: 0, status: "merged", run: null });
  expect((await acre("branch", "changes", "estimates")).stdout).toContain("_add_estimates: only adds");
  expect(await told("migrate", "status")).toMatchObject({ tenants: { total: 2, current: 2, behind: 0 } });
  expect((await acre("migrate", "deploy")).stdout).toBe("Every tenant is up to date.\n");
});

it("the schemas of the fleet are compared when that is asked for, and a tenant that cannot be is told by the exit code", async () => {
  const [first] = (await told("tenant", "list")).tenants;
  const alike = await told("migrate", "status", "--schemas");
  expect(alike).toMatchObject({ code: 0, schemas: { alike: true, failed: [], groups: [{ tenants: 2 }] } });
  expect(await told("migrate", "status")).not.toHaveProperty("schemas");
  const file = join(dir, "data/tenants", first.id.slice(-2), `${first.id}.db`);
  renameSync(file, `${file}-aside`);
  const { code, stdout } = await acre("migrate", "status", "--schemas");
  renameSync(`${file}-aside`, file);
  expect(code).toBe(1);
  expect(stdout).toMatch(/schemas: +NOT alike\n {2}1 in files at \S+ say [0-9a-f]{12}\n/);
  expect(stdout).toContain(`  Not ${first.slug}: datasource_missing\n`);
});

it("a migration is written from the models for both engines, and says what it would lose", async () => {
  const models = join(dir, "prisma");
  cpSync(join(root, "packages/db/prisma/tenant"), join(models, "tenant"), { recursive: true });
  mkdirSync(join(models, "snapshots"));
  for (const engine of ["sqlite", "postgresql"])
    cpSync(
      join(root, `packages/db/prisma/snapshots/tenant-${engine}.prisma`),
      join(models, `snapshots/tenant-${engine}.prisma`),
    );
  const write = (name: string) => acre("migrate", "new", name, "--models", models, "--json");
  const file = join(models, "tenant/projects.prisma");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace(/^(model Project \{)$/m, "$1\n  estimate Int?"));
  const added = JSON.parse((await write("add_estimate")).stdout);
  expect(added).toMatchObject({ migration: { additive: true, risks: [] } });
  expect(added.files.every((written: string) => existsSync(written))).toBe(true);

  writeFileSync(file, text);
  const dropped = JSON.parse((await write("drop_estimate")).stdout);
  expect(dropped).toMatchObject({ migration: { additive: false } });
  expect(dropped.migration.risks.map(({ kind }: { kind: string }) => kind)).toContain("loses_data");
  expect(readdirSync(join(models, "migrations/tenant/postgresql")).length).toBe(3);
});
