import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { migrationsOf } from "@acre/db/platform";
import { createSqliteDatasource, newTenantId } from "@acre/tenancy";
import { expect, it, onTestFinished } from "vitest";
import { bootTestPlatform, temporaryFolder } from "../testing/boot-test-platform";
import { newPerson } from "../testing/people";
import { signUp } from "./index";

function folder(): string {
  const { dir, remove } = temporaryFolder();
  onTestFinished(remove);
  return dir;
}

/** Whether a text is in any file of the tenants' folder. */
function isOnDisk(dir: string, text: string): boolean {
  return readdirSync(join(dir, "tenants"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .some((entry) => readFileSync(join(entry.parentPath, entry.name)).includes(text));
}

it("encrypts workspaces unless told otherwise", async () => {
  const { platform, dir, close } = await bootTestPlatform(folder());
  onTestFinished(close);
  const { tenant } = await signUp(platform, newPerson("Planted Words"));
  const db = await platform.tenancy.connect(tenant);
  expect(JSON.stringify(await db.companySettings.findFirstOrThrow())).toContain("Planted Words");
  for (const text of ["Planted Words", "Getting Started", "SQLite format 3"])
    expect(isOnDisk(dir, text)).toBe(false);
});

it("encrypts those that an older version left plain, once", async () => {
  const root = folder();
  const first = await bootTestPlatform(root);
  const id = newTenantId();
  const dir = join(first.dir, "tenants");
  const plain = createSqliteDatasource({ dir, migrations: migrationsOf("tenant", "sqlite") });
  await plain.provision(id);
  await first.platform.catalog.tenant.create({
    data: {
      id,
      slug: "older",
      status: "active",
      isolation: "database",
      datasource: "files",
      schemaVersion: plain.schemaVersion,
    },
  });
  await (await first.platform.tenancy.connect("older")).project.count();
  await first.close();
  expect(isOnDisk(first.dir, "SQLite format 3")).toBe(true);

  const second = await bootTestPlatform(root);
  expect(second.log).toContain("Workspaces encrypted that an older version had left plain: 1.");
  expect(await (await second.platform.tenancy.connect("older")).project.count()).toBe(0);
  await second.close();
  // The plain template went with the sweep.
  expect(isOnDisk(first.dir, "SQLite format 3")).toBe(false);

  const third = await bootTestPlatform(root);
  onTestFinished(() => third.close());
  expect(third.log.join()).not.toMatch(/encrypted/);
});

it("takes another master key up when the one before is at hand, and refuses to start when it is not", async () => {
  const root = folder();
  const [one, other] = [randomBytes(32).toString("base64"), randomBytes(32).toString("hex")];
  let slug = "";
  const boot = async (variables: Record<string, string>) => {
    const platform = await bootTestPlatform(root, variables);
    if (slug === "") slug = (await signUp(platform.platform, newPerson("Kept"))).tenant;
    const db = await platform.platform.tenancy.connect(slug);
    expect(await db.project.count()).toBe(1);
    await platform.close();
    return platform.log.filter((line) => line.startsWith("Keys wrapped")).length;
  };
  expect(await boot({})).toBe(0);
  expect(await boot({ ACRE_MASTER_KEY: one })).toBe(1);
  expect(await boot({ ACRE_MASTER_KEY: one })).toBe(0);
  await expect(boot({})).rejects.toMatchObject({ code: "master_key_unknown" });
  await expect(boot({ ACRE_MASTER_KEY: other })).rejects.toMatchObject({ code: "master_key_unknown" });
  expect(await boot({ ACRE_MASTER_KEY: other, ACRE_PREVIOUS_MASTER_KEY: one })).toBe(1);
  expect(await boot({ ACRE_MASTER_KEY: other })).toBe(0);
});
